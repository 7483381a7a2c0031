package dev.acsgateway.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import dev.acsgateway.authentication.ApiKeyFactory;
import dev.acsgateway.authentication.LocalIssuer;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.redis.AeadCipher;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A canary that cannot sing would let every leak pass. */
class LogCanaryTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Logger log = LoggerFactory.getLogger("dev.acsgateway.token.SomeClass");

  static Stream<String> secrets() {
    return Stream.of(
        new LocalIssuer("https://login.test", "app", RANDOM)
            .token(new UserId("ann"), Instant.now())
            .value(),
        new ApiKeyFactory(RANDOM).make("some").key().value(),
        "endpoint=https://r.communication.azure.com/;accesskey=c2VjcmV0LXNlY3JldA==",
        "HMAC-SHA256 SignedHeaders=x-ms-date;host&Signature=c2VjcmV0LXNlY3JldA==",
        AeadCipher.newKeyset().value());
  }

  @AfterEach
  void forget() {
    LogCanary.takeLeaks();
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void noticesASecretInAMessageAtTheLowestLevelThatTheConsoleDoesNotShow(String secret) {
    log.trace("This is {}", secret);

    assertThat(LogCanary.takeLeaks()).singleElement().asString().doesNotContain(secret);
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void noticesASecretInTheCauseOfAnException(String secret) {
    log.debug("It failed", new IllegalStateException("outer", new RuntimeException(secret)));

    assertThat(LogCanary.takeLeaks()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void noticesASecretInTheContextOfALogLine(String secret) {
    try (MDC.MDCCloseable context = MDC.putCloseable("authorization", secret)) {
      log.debug("Nothing to see in {}", context.getClass().getSimpleName());
    }

    assertThat(LogCanary.takeLeaks()).hasSize(1);
  }

  @Test
  void noticesWhatALibraryLogs() {
    LoggerFactory.getLogger("io.netty.handler").trace("Bearer {}", secrets().findFirst().get());

    assertThat(LogCanary.takeLeaks()).singleElement().asString().contains(Level.TRACE.toString());
  }

  @Test
  void failsTheTestInWhichItWasLogged() {
    log.trace("This is {}", secrets().findFirst().get());

    assertThatThrownBy(NoSecretLogged::check).hasMessageContaining("JWT");
  }

  @Test
  void mindsNothingElse() {
    log.debug("8:acs:0-0_1 got a token with chat, key acsgw_backend was seen, eyJ is no token");

    assertThat(LogCanary.takeLeaks()).isEmpty();
  }
}
