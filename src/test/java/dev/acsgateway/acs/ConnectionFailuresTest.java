package dev.acsgateway.acs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.failure.AcsTimeout;
import dev.acsgateway.failure.AcsUnavailable;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the network does comes out as one of the closed set of failures. */
@ExtendWith(VertxExtension.class)
class ConnectionFailuresTest {
  private static final Identity IDENTITY = new Identity("8:acs:resource_user");

  private CannedAcs acs;
  private SdkIdentityClient client;
  private Vertx vertx;

  @BeforeEach
  void start(Vertx vertx, @TempDir Path directory) {
    this.vertx = vertx;
    acs = new CannedAcs(vertx, directory);
    client = SdkIdentityClient.create(vertx, acs.config());
  }

  private Throwable issueFails() {
    return Await.failure(client.issue(IDENTITY, TokenScopes.of("chat"), TokenLifetime.DEFAULT));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 429, 503})
  void anErrorThatBreaksOffIsUnavailabilityWhateverItsStatus(int status) {
    acs.breaksOffAfter(status, "{\"error\":{\"code\":\"Identity");
    assertThat(issueFails()).isInstanceOf(AcsUnavailable.class);
  }

  @Test
  void anAnswerThatBreaksOffIsUnavailability() {
    acs.breaksOffAfter(200, "{\"token\":\"eyJ");
    assertThat(issueFails()).isInstanceOf(AcsUnavailable.class);
  }

  @Test
  void aConnectionThatIsResetIsUnavailability() {
    acs.answer = request -> request.connection().close();
    assertThat(issueFails()).isInstanceOf(AcsUnavailable.class);
  }

  @Test
  void aServerThatIsNotThereIsUnavailability() {
    AcsConfig nobody = acs.config();
    URI closed = URI.create("https://localhost:1");
    SdkIdentityClient lonely =
        SdkIdentityClient.create(
            vertx,
            new AcsConfig(
                new AcsAccount(closed, nobody.account().credential()),
                nobody.timeout(),
                1,
                Optional.empty()));
    assertThat(Await.failure(lonely.create())).isInstanceOf(AcsUnavailable.class);
  }

  @Test
  void aServerWhoseCertificateIsNotTrustedIsUnavailable() {
    AcsConfig config = acs.config();
    SdkIdentityClient wary =
        SdkIdentityClient.create(
            vertx, new AcsConfig(config.account(), config.timeout(), 1, Optional.empty()));
    assertThat(Await.failure(wary.create())).isInstanceOf(AcsUnavailable.class);
    assertThat(acs.requests).hasValue(0);
  }

  @Test
  void silenceIsATimeout() {
    acs.answer = request -> {};
    client = SdkIdentityClient.create(vertx, acs.config(Duration.ofMillis(200)));
    assertThat(issueFails()).isInstanceOf(AcsTimeout.class);
  }

  @Test
  void anAnswerThatStallsHalfwayIsATimeout() {
    acs.answer =
        request -> request.response().putHeader("Content-Length", "4096").write("{\"token\":");
    client = SdkIdentityClient.create(vertx, acs.config(Duration.ofMillis(200)));
    assertThat(issueFails()).isInstanceOf(AcsTimeout.class);
  }
}
