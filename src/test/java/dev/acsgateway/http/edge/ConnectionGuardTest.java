package dev.acsgateway.http.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class ConnectionGuardTest {
  private static final Duration HEADER_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration QUIET = Duration.ofSeconds(60);
  private static final Duration TURN = Duration.ofMillis(50);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
  private final Refusals refusals = new Refusals();
  private final LoadConfig config = new LoadConfig(2, 10, Duration.ofSeconds(1), HEADER_TIMEOUT);
  private final EventLoopLoad load = new EventLoopLoad(config, nanos::get, lag -> {});
  private final ConnectionGuard guard = new ConnectionGuard(config, load, QUIET, refusals);

  /** One client: what it has open, and what is still to be answered. */
  private final class Client {
    private boolean closed;
    private final HttpConnection connection =
        fake(
            HttpConnection.class,
            Map.of(
                "close",
                () -> {
                  closed = true;
                  return null;
                }));

    Client() {
      guard.handle(connection);
    }

    Answer asks(HttpVersion version) {
      Answer answer = new Answer();
      guard.requested(
          fake(
              HttpServerRequest.class,
              Map.of(
                  "connection",
                  () -> connection,
                  "version",
                  () -> version,
                  "response",
                  () -> answer.response)));
      return answer;
    }
  }

  private static final class Answer {
    private boolean ended;
    private boolean closed;
    private final HttpServerResponse response =
        fake(HttpServerResponse.class, Map.of("ended", () -> ended, "closed", () -> closed));
  }

  private static <T> T fake(Class<T> type, Map<String, Supplier<Object>> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "closeHandler" -> proxy;
                  default -> Objects.requireNonNull(answers.get(method.getName())).get();
                }));
  }

  /** As an event loop sees it that keeps up. */
  private void pass(Duration time) {
    long end = nanos.get() + time.toNanos();
    while (end - nanos.get() > TURN.toNanos()) {
      turn(TURN);
    }
    turn(Duration.ofNanos(end - nanos.get()));
  }

  private void turn(Duration time) {
    nanos.addAndGet(time.toNanos());
    load.tick();
    guard.look();
  }

  private long refused(Refusal reason) {
    return Objects.requireNonNull(refusals.byReason().get(reason.label())).getAsLong();
  }

  @Test
  void whoAsksNothingForTooLongIsCutOff() {
    Client silent = new Client();
    pass(HEADER_TIMEOUT);
    assertThat(silent.closed).isFalse();
    pass(Duration.ofNanos(1));
    assertThat(silent.closed).isTrue();
    assertThat(refused(Refusal.SLOW_REQUEST)).isEqualTo(1);
  }

  @Test
  void whoAsksWhileTheLoopStandsStillIsNotCutOffBeforeThatIsRead() {
    Client early = new Client();
    pass(HEADER_TIMEOUT.minusSeconds(1));
    Client late = new Client();
    turn(Duration.ofHours(1));
    assertThat(early.closed).isFalse();
    assertThat(late.closed).isFalse();

    pass(TURN);
    assertThat(early.closed).isTrue();
    assertThat(late.closed).isFalse();
    pass(HEADER_TIMEOUT);
    assertThat(late.closed).isTrue();
  }

  @Test
  void whoWasAnsweredMayBeQuietForAWhile() {
    Client client = new Client();
    client.asks(HttpVersion.HTTP_1_1).ended = true;
    pass(QUIET);
    client.asks(HttpVersion.HTTP_1_1).ended = true;
    pass(QUIET);
    assertThat(client.closed).isFalse();
    pass(Duration.ofNanos(1));
    assertThat(client.closed).isTrue();
  }

  @Test
  void whoWaitsForAnAnswerIsLeftAlone() {
    Client client = new Client();
    Answer answer = client.asks(HttpVersion.HTTP_1_1);
    pass(QUIET.multipliedBy(2));
    assertThat(client.closed).isFalse();
    answer.ended = true;
    pass(Duration.ZERO);
    assertThat(client.closed).isTrue();
  }

  @Test
  void whoWaitsForAnEarlierAnswerIsLeftAloneToo() {
    Client client = new Client();
    Answer first = client.asks(HttpVersion.HTTP_2);
    client.asks(HttpVersion.HTTP_2).closed = true;
    client.asks(HttpVersion.HTTP_2).closed = true;
    pass(QUIET.multipliedBy(2));
    assertThat(client.closed).isFalse();
    first.closed = true;
    pass(Duration.ZERO);
    assertThat(client.closed).isTrue();
  }

  @Test
  void whoHasYetToTakeTheEndOfAnAnswerIsLeftAloneToo() {
    Client client = new Client();
    Answer answer = client.asks(HttpVersion.HTTP_2);
    answer.ended = true;
    pass(QUIET.multipliedBy(2));
    assertThat(client.closed).isFalse();
    answer.closed = true;
    pass(Duration.ZERO);
    assertThat(client.closed).isTrue();
  }

  @Test
  void answersThatAreOverAreNotKept() {
    Client client = new Client();
    List<WeakReference<HttpServerResponse>> over = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Answer answer = client.asks(HttpVersion.HTTP_2);
      over.add(new WeakReference<>(answer.response));
      client.asks(HttpVersion.HTTP_2).closed = true;
      answer.closed = true;
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> collected(over) > 990);
  }

  private static long collected(List<WeakReference<HttpServerResponse>> references) {
    System.gc();
    return references.stream().filter(it -> it.refersTo(null)).count();
  }

  @Test
  void aConnectionThatIsOneTooManyIsClosedAtOnce() {
    Client first = new Client();
    new Client();
    Client third = new Client();
    assertThat(first.closed).isFalse();
    assertThat(third.closed).isTrue();
    assertThat(refused(Refusal.CONNECTION)).isEqualTo(1);
  }
}
