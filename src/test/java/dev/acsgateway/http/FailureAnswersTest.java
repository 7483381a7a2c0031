package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.canary.LogsErrors;
import dev.acsgateway.failure.AcsBusy;
import dev.acsgateway.failure.AcsDenied;
import dev.acsgateway.failure.AcsQuota;
import dev.acsgateway.failure.AcsRejected;
import dev.acsgateway.failure.AcsSlow;
import dev.acsgateway.failure.AcsThrottled;
import dev.acsgateway.failure.AcsTimeout;
import dev.acsgateway.failure.AcsUnavailable;
import dev.acsgateway.failure.DeadlineExceeded;
import dev.acsgateway.failure.IdentityNotOwned;
import dev.acsgateway.failure.IssuerUnavailable;
import dev.acsgateway.failure.RateLimited;
import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.failure.UnsupportedBySdk;
import dev.acsgateway.failure.UserBusy;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client is told when something behind the gateway fails. */
@LogsErrors("ProblemHandler: Request .*(credentials|unexpectedly)")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FailureAnswersTest {
  private RunningEdge edge;

  @BeforeAll
  void start() {
    edge = new RunningEdge();
  }

  @AfterAll
  void stop() {
    edge.close();
  }

  static Stream<Arguments> failures() {
    Duration soon = Duration.ofMillis(1500);
    return Stream.of(
        Arguments.of(new AcsDenied("the log's affair"), 502, "acs-denied", ""),
        Arguments.of(new IdentityNotOwned(), 502, "identity-not-owned", ""),
        Arguments.of(new AcsRejected("scopes", "no such scope"), 502, "acs-rejected", ""),
        Arguments.of(new AcsThrottled(soon), 503, "acs-throttled", "2"),
        Arguments.of(new AcsUnavailable("the log's affair", soon), 503, "acs-unavailable", "2"),
        Arguments.of(new AcsQuota(soon), 503, "acs-quota", "2"),
        Arguments.of(new AcsBusy(soon), 503, "acs-busy", "2"),
        Arguments.of(new AcsSlow(soon), 503, "acs-slow", "2"),
        Arguments.of(new AcsTimeout(), 504, "acs-timeout", "2"),
        Arguments.of(new UnsupportedBySdk("that"), 501, "unsupported-by-sdk", ""),
        Arguments.of(new StoreUnavailable("the log's affair"), 503, "store-unavailable", "1"),
        Arguments.of(new IssuerUnavailable("the log's affair"), 503, "issuer-unavailable", "5"),
        Arguments.of(new UserBusy(Duration.ofMillis(1)), 503, "user-busy", "1"),
        Arguments.of(new RateLimited("Too many.", soon), 429, "rate-limited", "2"),
        Arguments.of(new DeadlineExceeded(), 504, "deadline-exceeded", "1"),
        Arguments.of(new IllegalStateException("the log's affair"), 500, "internal-error", ""));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void everyFailureHasItsStatusAndSaysWhenToComeBack(
      Throwable failure, int status, String problem, String retryAfter) {
    edge.store.failWith(failure);
    Answer answer = edge.send("POST", "/v1/users/alice/token");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(problem);
    assertThat(answer.header("Retry-After").orElse("")).isEqualTo(retryAfter);
    assertThat(answer.json().containsKey("retryAfter")).isEqualTo(!retryAfter.isEmpty());
    assertThat(answer.body()).doesNotContain("the log's affair");
  }

  @Test
  void aRequestThatHangsIsAnsweredAtItsDeadline() {
    try (RunningEdge slow = new RunningEdge(JsonObject.of("request-deadline", "100ms"))) {
      slow.store.hangs = true;
      Answer answer = slow.send("POST", "/v1/users/alice/token");
      assertThat(answer.status()).isEqualTo(504);
      assertThat(answer.problem()).isEqualTo("deadline-exceeded");
      slow.store.hangs = false;
      assertThat(
              slow.send(
                      "POST",
                      "/v1/users/bob/token",
                      Optional.empty(),
                      "X-API-Key",
                      slow.keys.everything)
                  .status())
          .isEqualTo(200);
    }
  }
}
