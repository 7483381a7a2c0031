package dev.acsgateway.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class EventLoopLoadTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
  private final List<Duration> lags = new ArrayList<>();
  private final EventLoopLoad load =
      new EventLoopLoad(
          new LoadConfig(10, 2, Duration.ofMillis(100), Duration.ofSeconds(1)),
          nanos::get,
          lag -> lags.add(Duration.ofNanos(lag)));

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void isTooMuchOnceAsManyRequestsAreUnderWayAsMayBe() {
    load.begin();
    assertThat(load.isTooMuch()).isFalse();
    load.begin();
    assertThat(load.isTooMuch()).isTrue();
    load.end();
    assertThat(load.isTooMuch()).isFalse();
  }

  @Test
  void aPauseOfTheProcessIsNotTooMuch() {
    pass(Duration.ofSeconds(10));
    for (int i = 0; i < EventLoopLoad.ALWAYS_SERVED; i++) {
      assertThat(load.isTooMuch()).isFalse();
    }
    assertThat(load.isTooMuch()).isTrue();
  }

  @Test
  void isTooMuchWhileATickIsOverdueAndNoLonger() {
    for (int i = 0; i < EventLoopLoad.ALWAYS_SERVED; i++) {
      assertThat(load.isTooMuch()).isFalse();
    }
    pass(Duration.ofMillis(150));
    assertThat(load.isTooMuch()).isFalse();
    pass(Duration.ofMillis(1));
    assertThat(load.isTooMuch()).isTrue();
    load.tick();
    assertThat(load.isTooMuch()).isFalse();
  }

  @Test
  void tellsHowLateEachTickIs() {
    pass(Duration.ofMillis(50));
    load.tick();
    pass(Duration.ofMillis(250));
    load.tick();
    pass(Duration.ofMillis(10));
    load.tick();

    assertThat(lags).containsExactly(Duration.ZERO, Duration.ofMillis(200), Duration.ZERO);
  }
}
