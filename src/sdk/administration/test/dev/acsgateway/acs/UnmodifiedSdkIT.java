package dev.acsgateway.acs;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.communication.administration.CommunicationIdentityAsyncClient;
import com.azure.communication.administration.CommunicationIdentityClientBuilder;
import com.azure.communication.common.CommunicationUser;
import dev.acsgateway.config.Secret;
import dev.acsgateway.emulator.AcsEmulator;
import dev.acsgateway.emulator.EmulatorOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

/** The SDK as its own builder makes it, with its own pipeline, is at home on the emulator too. */
@ExtendWith(VertxExtension.class)
class UnmodifiedSdkIT {
  @Test
  void livesAWholeLife(Vertx vertx) {
    AcsEmulator emulator = new AcsEmulator(EmulatorOptions.defaults());
    Await.result(vertx.deployVerticle(emulator));
    AcsConfig trusting =
        new AcsConfig(
            ConnectionString.parse(new Secret(emulator.connectionString())),
            Duration.ofSeconds(10),
            4,
            Optional.of(emulator.caFile()));
    CommunicationIdentityAsyncClient sdk =
        new CommunicationIdentityClientBuilder()
            .connectionString(emulator.connectionString())
            .httpClient(AcsHttp.create(vertx, trusting))
            .buildAsyncClient();

    CommunicationUser user = await(sdk.createUser());
    String token = await(sdk.issueToken(user, List.of("chat"))).getToken();
    assertThat(emulator.controls().introspect(token).active()).isTrue();
    await(sdk.revokeTokens(user, OffsetDateTime.now(ZoneOffset.UTC)).thenReturn(user));
    assertThat(emulator.controls().introspect(token).active()).isFalse();
    await(sdk.deleteUser(user).thenReturn(user));
  }

  private static <T> T await(Mono<T> call) {
    return Await.result(Future.fromCompletionStage(call.toFuture()));
  }
}
