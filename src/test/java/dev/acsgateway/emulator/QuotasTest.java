package dev.acsgateway.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.emulator.control.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuotasTest {
  private final RunningEmulator running = new RunningEmulator(options -> options.quotas(true));

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void refusesExactlyOneOf1001IssuesIn30Seconds() {
    running.emulator.controls().clock().freeze();
    String identity = running.identity();
    Answer last = running.issue(identity, "chat");
    for (int i = 1; i < 1001; i++) {
      assertThat(last.status()).isEqualTo(200);
      running.emulator.controls().clock().advance(Duration.ofMillis(29));
      last = running.issue(identity, "chat");
    }
    assertThat(last.status()).isEqualTo(429);
    assertThat(last.code()).isEqualTo("TooManyRequests");
    assertThat(last.header("retry-after")).isEqualTo("2");
    assertThat(running.emulator.calls().count(Operation.ISSUE, Outcome.THROTTLED)).isEqualTo(1);
    running.emulator.controls().clock().advance(Duration.ofSeconds(2));
    assertThat(running.issue(identity, "chat").status()).isEqualTo(200);
  }

  @Test
  void countsImmediateRetriesToo() {
    running.emulator.controls().clock().freeze();
    running.emulator.controls().quotas().limit(Operation.REVOKE, 2);
    String identity = running.identity();
    assertThat(running.revoke(identity).status()).isEqualTo(204);
    assertThat(running.revoke(identity).status()).isEqualTo(204);
    running.emulator.controls().clock().advance(Duration.ofSeconds(20));
    assertThat(running.revoke(identity).header("retry-after")).isEqualTo("10");
    assertThat(running.revoke(identity).header("retry-after")).isEqualTo("30");
    running.emulator.controls().clock().advance(Duration.ofSeconds(11));
    assertThat(running.revoke(identity).status()).isEqualTo(429);
    running.emulator.controls().clock().advance(Duration.ofSeconds(30));
    assertThat(running.revoke(identity).status()).isEqualTo(204);
  }

  @Test
  void countsEachOperationApartAndNobodyWithoutCredentials() {
    running.emulator.controls().quotas().limit(Operation.CREATE, 1);
    Signer stranger = new Signer("c3RyYW5nZXI=");
    String target = "/identities" + RunningEmulator.GA;
    assertThat(running.client.call(stranger, "POST", target, "").status()).isEqualTo(401);
    assertThat(running.client.call("POST", target, "").status()).isEqualTo(201);
    assertThat(running.client.call("POST", target, "").status()).isEqualTo(429);
    assertThat(
            running.client.call("POST", target, "{\"createTokenWithScopes\":[\"chat\"]}").status())
        .isEqualTo(201);
    running.emulator.controls().quotas().enable(false);
    assertThat(running.client.call("POST", target, "").status()).isEqualTo(201);
  }

  @Test
  void startsFromTheDocumentedLimits() {
    assertThat(Operation.values())
        .extracting(Operation::documentedQuota)
        .containsExactly(1000, 1000, 1000, 500, 500, 500);
  }
}
