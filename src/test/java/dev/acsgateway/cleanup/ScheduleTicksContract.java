package dev.acsgateway.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.cleanup.ScheduleTicks.Claimed;
import dev.acsgateway.fake.StoreContract;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store keeps of {@link ScheduleTicks}. */
public abstract class ScheduleTicksContract extends StoreContract {

  private Claimed claim(String schedule, long seconds) {
    return await(store.scheduleTicks().claim(schedule, now().plusSeconds(seconds)));
  }

  @Test
  void eachTickIsClaimedOnceAndNoneAfterALaterOne() {
    assertThat(claim("nightly", 10)).isEqualTo(new Claimed(true, Optional.empty()));
    assertThat(claim("nightly", 10).taken()).isFalse();
    assertThat(claim("nightly", 9).taken()).isFalse();
    assertThat(claim("nightly", 11).taken()).isTrue();
    assertThat(claim("hourly", 10).taken()).isTrue();
  }

  @Test
  void whoClaimsATickLearnsWhatTheScheduleStartedLast() {
    claim("nightly", 10);
    await(store.scheduleTicks().started("nightly", "job-1"));

    assertThat(claim("nightly", 20)).isEqualTo(new Claimed(true, Optional.of("job-1")));
    assertThat(claim("hourly", 20).previousJob()).isEmpty();
  }
}
