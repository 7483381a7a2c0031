package dev.acsgateway.acs;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.communication.common.CommunicationUserIdentifier;
import com.azure.communication.identity.CommunicationIdentityAsyncClient;
import com.azure.communication.identity.CommunicationIdentityClientBuilder;
import com.azure.communication.identity.CommunicationIdentityServiceVersion;
import com.azure.communication.identity.models.CommunicationTokenScope;
import dev.acsgateway.config.Secret;
import dev.acsgateway.emulator.AcsEmulator;
import dev.acsgateway.emulator.EmulatorOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

/** The SDK as its own builder makes it, with its own pipeline, is at home on the emulator too. */
@ExtendWith(VertxExtension.class)
class UnmodifiedSdkIT {
  @ParameterizedTest
  @EnumSource
  void livesAWholeLife(CommunicationIdentityServiceVersion version, Vertx vertx) {
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
            .serviceVersion(version)
            .httpClient(AcsHttp.create(vertx, trusting))
            .buildAsyncClient();

    CommunicationUserIdentifier user = await(sdk.createUser());
    String token = await(sdk.getToken(user, List.of(CommunicationTokenScope.CHAT))).getToken();
    assertThat(emulator.controls().introspect(token).active()).isTrue();
    await(sdk.revokeTokens(user).thenReturn(user));
    assertThat(emulator.controls().introspect(token).active()).isFalse();
    await(sdk.deleteUser(user).thenReturn(user));
    assertThat(await(sdk.createUserAndToken(List.of(CommunicationTokenScope.VOIP))).getUserToken())
        .isNotNull();
  }

  private static <T> T await(Mono<T> call) {
    return Await.result(Future.fromCompletionStage(call.toFuture()));
  }
}
