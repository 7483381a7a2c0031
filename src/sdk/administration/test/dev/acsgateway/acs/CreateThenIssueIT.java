package dev.acsgateway.acs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.config.Secret;
import dev.acsgateway.emulator.AcsEmulator;
import dev.acsgateway.emulator.EmulatorOptions;
import dev.acsgateway.emulator.control.Fault;
import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.emulator.control.Outcome;
import dev.acsgateway.failure.AcsThrottled;
import dev.acsgateway.failure.AcsUnavailable;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The preview API's create-with-token is two calls; what becomes of the first if the second fails.
 */
@ExtendWith(VertxExtension.class)
class CreateThenIssueIT {
  private final AcsEmulator emulator = new AcsEmulator(EmulatorOptions.defaults());
  private SdkIdentityClient client;

  @BeforeEach
  void start(Vertx vertx) {
    Await.result(vertx.deployVerticle(emulator));
    client =
        SdkIdentityClient.create(
            vertx,
            new AcsConfig(
                ConnectionString.parse(new Secret(emulator.connectionString())),
                Duration.ofSeconds(10),
                4,
                Optional.of(emulator.caFile())));
    emulator.controls().faults().next(Operation.ISSUE, Fault.status(429), 1);
  }

  private Throwable createFails() {
    return Await.failure(client.createWithToken(TokenScopes.of("chat"), TokenLifetime.DEFAULT));
  }

  @Test
  void theIdentityIsDeletedAgainAndTheFailureIsTheSecondCalls() {
    assertThat(createFails()).isInstanceOf(AcsThrottled.class);
    assertThat(emulator.calls().count(Operation.CREATE, Outcome.DONE)).isEqualTo(1);
    assertThat(emulator.calls().count(Operation.DELETE, Outcome.DONE)).isEqualTo(1);
  }

  @Test
  void anIdentityThatCannotBeDeletedIsNotDenied() {
    emulator.controls().faults().next(Operation.DELETE, Fault.status(403), 1);
    assertThat(createFails())
        .isInstanceOfSatisfying(
            AcsUnavailable.class, unavailable -> assertThat(unavailable.mayHaveActed()).isTrue());
  }
}
