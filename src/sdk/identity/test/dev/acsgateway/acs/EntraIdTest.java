package dev.acsgateway.acs;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.communication.identity.CommunicationIdentityAsyncClient;
import com.azure.communication.identity.CommunicationIdentityClientBuilder;
import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpClient;
import com.azure.identity.CredentialUnavailableException;
import dev.acsgateway.canary.LogsErrors;
import dev.acsgateway.failure.AcsDenied;
import dev.acsgateway.failure.AcsUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** ACS with Entra ID instead of an access key. */
@ExtendWith(VertxExtension.class)
class EntraIdTest {
  private final Queue<String> seen = new ConcurrentLinkedQueue<>();
  private CannedAcs acs;
  private Vertx vertx;

  @BeforeEach
  void start(Vertx vertx, @TempDir Path directory) {
    this.vertx = vertx;
    acs = new CannedAcs(vertx, directory);
    acs.answer =
        request -> {
          seen.add(String.valueOf(request.getHeader("Authorization")));
          request.response().setStatusCode(201).end("{\"identity\":{\"id\":\"8:acs:a_b\"}}");
        };
  }

  private Future<String> create(TokenCredential source) {
    CommunicationIdentityAsyncClient sdk =
        new CommunicationIdentityClientBuilder()
            .endpoint(acs.config().account().endpoint().toString())
            .pipeline(
                AcsPipeline.of(
                    AcsHttp.create(vertx, acs.config()),
                    "azure-communication-identity",
                    List.of(SdkAuthentication.bearer(new EntraIdTokens(source)))))
            .buildAsyncClient();
    return new SdkCalls(vertx, Duration.ofSeconds(10)).value(sdk::createUser, user -> user.getId());
  }

  @Test
  void theTokenGoesOutAsBearerAndIsAskedForOffTheEventLoop() {
    Queue<String> threads = new ConcurrentLinkedQueue<>();
    TokenCredential source =
        request -> {
          threads.add(Thread.currentThread().getName());
          assertThat(request.getScopes())
              .containsExactly("https://communication.azure.com//.default");
          return Mono.just(
              new AccessToken("entra-token", OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
        };
    assertThat(Await.result(create(source))).isEqualTo("8:acs:a_b");
    assertThat(seen).containsExactly("Bearer entra-token");
    assertThat(threads).singleElement().asString().doesNotContain("vert.x-eventloop");
  }

  @LogsErrors("AccessTokenCache: .*Failed to acquire")
  @Test
  void noSourceOfTokensIsUnavailability() {
    TokenCredential source =
        request -> Mono.error(new CredentialUnavailableException("no IMDS here"));
    assertThat(Await.failure(create(source))).isInstanceOf(AcsUnavailable.class);
    assertThat(seen).isEmpty();
  }

  @LogsErrors("AccessTokenCache: .*Failed to acquire")
  @Test
  void aRefusalByEntraIdIsADenial() {
    TokenCredential source =
        request -> Mono.error(new ClientAuthenticationException("AADSTS700016", null));
    assertThat(Await.failure(create(source))).isInstanceOf(AcsDenied.class);
    assertThat(seen).isEmpty();
  }

  @Test
  void everyConfiguredSourceCanBeBuilt() {
    HttpClient http = AcsHttp.create(vertx, acs.config());
    for (EntraId.Source source : EntraId.Source.values()) {
      for (Optional<String> clientId : List.of(Optional.<String>empty(), Optional.of("me"))) {
        assertThat(EntraIdTokens.of(new EntraId(source, clientId), http)).isNotNull();
      }
    }
  }
}
