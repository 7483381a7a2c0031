package dev.acsgateway.acs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.config.Secret;
import dev.acsgateway.emulator.AcsEmulator;
import dev.acsgateway.emulator.EmulatorOptions;
import dev.acsgateway.emulator.control.Fault;
import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.emulator.control.Outcome;
import dev.acsgateway.failure.AcsThrottled;
import dev.acsgateway.failure.AcsTimeout;
import dev.acsgateway.failure.AcsUnavailable;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What callers see of an ACS that is out of quota or out of order. */
@ExtendWith(VertxExtension.class)
@Tag("fault")
class EmulatedFaultsIT {
  private static final TokenScopes CHAT = TokenScopes.of("chat");

  private final AcsEmulator emulator = new AcsEmulator(EmulatorOptions.defaults());
  private SdkIdentityClient client;
  private Identity identity;

  @BeforeEach
  void start(Vertx vertx) {
    Await.result(vertx.deployVerticle(emulator));
    client = SdkIdentityClient.create(vertx, config(Duration.ofSeconds(10)));
    identity = Await.result(client.create());
  }

  private AcsConfig config(Duration timeout) {
    return new AcsConfig(
        ConnectionString.parse(new Secret(emulator.connectionString())),
        timeout,
        8,
        Optional.of(emulator.caFile()));
  }

  private Throwable issueFails() {
    return Await.failure(client.issue(identity, CHAT, TokenLifetime.DEFAULT));
  }

  @Test
  void overTheQuotaACallIsThrottledUntilTheWindowOpens() {
    emulator.controls().quotas().limit(Operation.ISSUE, 3);
    emulator.controls().quotas().enable(true);
    for (int i = 0; i < 3; i++) {
      Await.result(client.issue(identity, CHAT, TokenLifetime.DEFAULT));
    }
    assertThat(issueFails())
        .isInstanceOfSatisfying(
            AcsThrottled.class,
            throttled ->
                assertThat(throttled.retryAfter())
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30)));
    assertThat(emulator.calls().count(Operation.ISSUE, Outcome.THROTTLED)).isEqualTo(1);
  }

  static Stream<Fault> outages() {
    return Stream.of(
        Fault.status(500),
        Fault.status(503, Duration.ofSeconds(3)),
        new Fault.Status(502, null, "<html>Bad Gateway</html>"),
        Fault.reset(),
        Fault.lostAnswer(),
        Fault.truncatedBody());
  }

  @ParameterizedTest
  @MethodSource("outages")
  void anOutageIsUnavailabilityAndOneCallIsOneTry(Fault fault) {
    emulator.controls().faults().next(Operation.ISSUE, fault, 1);
    assertThat(issueFails()).isInstanceOf(AcsUnavailable.class);
    assertThat(emulator.calls().count(Operation.ISSUE)).isEqualTo(1);
    Await.result(client.issue(identity, CHAT, TokenLifetime.DEFAULT));
  }

  @Test
  void silenceIsATimeout(Vertx vertx) {
    emulator.controls().faults().next(Operation.ISSUE, Fault.hang(), 1);
    SdkIdentityClient hasty = SdkIdentityClient.create(vertx, config(Duration.ofMillis(500)));
    assertThat(Await.failure(hasty.issue(identity, CHAT, TokenLifetime.DEFAULT)))
        .isInstanceOf(AcsTimeout.class);
    emulator.controls().faults().clear();
    Await.result(client.issue(identity, CHAT, TokenLifetime.DEFAULT));
  }

  @Test
  void noIdentityIsLeftBehindWhenItsFirstTokenFails() {
    emulator.calls().reset();
    emulator.controls().faults().next(Operation.ISSUE, Fault.status(503), 1);
    emulator.controls().faults().next(Operation.CREATE_WITH_TOKEN, Fault.status(503), 1);
    assertThat(Await.failure(client.createWithToken(CHAT, TokenLifetime.DEFAULT)))
        .isInstanceOf(AcsUnavailable.class);
    assertThat(emulator.calls().count(Operation.DELETE, Outcome.DONE))
        .isEqualTo(emulator.calls().count(Operation.CREATE, Outcome.DONE));
  }

  @Test
  void aFailureSaysSoWhenAnIdentityMayBeLeftBehind() {
    emulator.controls().faults().always(Fault.lostAnswer());
    Future<?> created = client.createWithToken(CHAT, TokenLifetime.DEFAULT);
    assertThat(Await.failure(created))
        .isInstanceOfSatisfying(
            AcsUnavailable.class, unavailable -> assertThat(unavailable.mayHaveActed()).isTrue());
  }
}
