package dev.acsgateway.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.InvalidConfiguration;
import dev.acsgateway.config.Problem;
import dev.acsgateway.emulator.tls.CertificateAuthority;
import dev.acsgateway.emulator.tls.ServerCertificate;
import dev.acsgateway.failure.IssuerUnavailable;
import dev.acsgateway.fake.ConnectProxy;
import dev.acsgateway.identity.UserId;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Issuers behind a private authority or a proxy, over real TLS. The kind of fault: an address that
 * a network reaches in its own way, of which the gateway knew nothing.
 */
final class IssuerBehindTest {
  private static final ECKey KEY = TestTokens.newEcKey("key");

  @TempDir private Path directory;
  private final Vertx vertx = Vertx.vertx();
  private final ServerCertificate certificate =
      CertificateAuthority.issue(Instant.now(), List.of("issuer.test", "login.issuer.test"));
  private final TestTokens tokens = new TestTokens(Instant::now);
  private final AtomicInteger requests = new AtomicInteger();
  private ConnectProxy proxy;
  private int port;

  @BeforeEach
  void start() throws Exception {
    HttpServer server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setSsl(true)
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .addKeyValue(Buffer.buffer(certificate.keyPem()))
                            .addCertValue(Buffer.buffer(certificate.chainPem()))))
            .requestHandler(
                request -> {
                  requests.incrementAndGet();
                  String home = "https://" + request.authority();
                  request
                      .response()
                      .end(
                          "/keys".equals(request.path())
                              ? new JWKSet(KEY.toPublicJWK()).toString()
                              : JsonObject.of("issuer", home, "jwks_uri", home + "/keys").encode());
                })
            .listen(0, "127.0.0.1")
            .await(20, TimeUnit.SECONDS);
    port = server.actualPort();
    proxy = ConnectProxy.start(vertx, port);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private String issuer(String host) {
    return "https://" + host + ":" + port;
  }

  private AuthenticationConfig config(
      String host, JsonObject settings, Map<String, String> environment) {
    JsonObject entry =
        JsonObject.of("issuer", issuer(host), "audiences", JsonArray.of(TestTokens.AUDIENCE))
            .mergeIn(settings);
    return ConfigReader.read(
        JsonObject.of("issuers", JsonArray.of(entry)), environment, AuthenticationConfig::from);
  }

  private Caller verify(String host, JsonObject settings, Map<String, String> environment)
      throws Exception {
    Authenticator by =
        Authenticator.create(
            vertx,
            config(host, settings, environment),
            new ConfiguredApiKeys(List.of()),
            Instant::now);
    String token =
        tokens.sign(JWSAlgorithm.ES256, KEY, "alice", claims -> claims.issuer(issuer(host)));
    return by.withAuthorization("Bearer " + token).await(20, TimeUnit.SECONDS);
  }

  private void accepts(String host, JsonObject settings, Map<String, String> environment)
      throws Exception {
    assertThat(verify(host, settings, environment).self()).hasValue(new UserId("alice"));
  }

  private void fails(String host, JsonObject settings, Map<String, String> environment) {
    assertThatExceptionOfType(IssuerUnavailable.class)
        .isThrownBy(() -> verify(host, settings, environment));
    assertThat(requests).hasValue(0);
  }

  private JsonObject trusting() {
    return JsonObject.of("trust-certificate", certificate.trustPem());
  }

  @Test
  void anAuthorityIsTrustedAsTextAndAsAFile() throws Exception {
    accepts("localhost", trusting(), Map.of());
    Path file = Files.writeString(directory.resolve("ca.pem"), certificate.trustPem());
    accepts("localhost", JsonObject.of("trust-certificate-file", file.toString()), Map.of());
  }

  @Test
  void aCertificateOfAnotherAuthorityOrForAnotherHostIsNotTrusted() {
    fails("localhost", new JsonObject(), Map.of());
    String stranger = CertificateAuthority.issue(Instant.now(), List.of()).trustPem();
    fails("localhost", JsonObject.of("trust-certificate", stranger), Map.of());
    fails("other.test", trusting(), Map.of("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port()));
    assertThat(proxy.asked()).as("reached, and not trusted").isNotEmpty();
  }

  @Test
  void theTrustOfOneIssuerIsNotThatOfAnother() throws Exception {
    JsonObject trusting =
        JsonObject.of(
                "issuer",
                issuer("127.0.0.1"),
                "audiences",
                JsonArray.of(TestTokens.AUDIENCE),
                "user-prefix",
                "a:")
            .mergeIn(trusting());
    JsonObject other =
        JsonObject.of(
            "issuer",
            issuer("localhost"),
            "audiences",
            JsonArray.of(TestTokens.AUDIENCE),
            "user-prefix",
            "b:");
    Authenticator by =
        Authenticator.create(
            vertx,
            ConfigReader.read(
                JsonObject.of("issuers", JsonArray.of(trusting, other)),
                Map.of(),
                AuthenticationConfig::from),
            new ConfiguredApiKeys(List.of()),
            Instant::now);
    String ofTheOther =
        tokens.sign(JWSAlgorithm.ES256, KEY, "alice", it -> it.issuer(issuer("localhost")));
    assertThatExceptionOfType(IssuerUnavailable.class)
        .isThrownBy(() -> by.withAuthorization("Bearer " + ofTheOther).await(20, TimeUnit.SECONDS));
    String ofTheTrusted =
        tokens.sign(JWSAlgorithm.ES256, KEY, "alice", it -> it.issuer(issuer("127.0.0.1")));
    assertThat(by.withAuthorization("Bearer " + ofTheTrusted).await(20, TimeUnit.SECONDS).self())
        .hasValue(new UserId("a:alice"));
  }

  @Test
  void whatIsNoCertificateIsAMistakeOfTheConfiguration() throws Exception {
    Path empty = Files.createFile(directory.resolve("empty.pem"));
    Path key = Files.writeString(directory.resolve("key.pem"), certificate.keyPem());
    String broken = certificate.trustPem().replaceFirst("\nM", "\nN");
    for (JsonObject wrong :
        List.of(
            JsonObject.of("trust-certificate", "/etc/ssl/ca.pem"),
            JsonObject.of("trust-certificate", "-----BEGIN CERTIFICATE-----"),
            JsonObject.of("trust-certificate", broken),
            JsonObject.of("trust-certificate", certificate.keyPem()),
            JsonObject.of("trust-certificate-file", key.toString()),
            JsonObject.of("trust-certificate-file", empty.toString()),
            JsonObject.of("trust-certificate-file", directory.resolve("none").toString()),
            trusting().put("trust-certificate-file", key.toString()))) {
      assertThat(
              catchThrowableOfType(
                      InvalidConfiguration.class, () -> config("localhost", wrong, Map.of()))
                  .problems())
          .extracting(Problem::path)
          .allMatch(path -> path.startsWith("issuers[0].trust-certificate"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTPS_PROXY", "https_proxy"})
  void anIssuerIsReachedByTheProxyOfTheEnvironment(String variable) throws Exception {
    accepts("issuer.test", trusting(), Map.of(variable, "http://127.0.0.1:" + proxy.port()));
    assertThat(proxy.asked()).isNotEmpty().allMatch(line -> line.equals("issuer.test:" + port));
  }

  @Test
  void aProxyMayWantAPassword() throws Exception {
    proxy.want("us er:p@ss+:");
    Map<String, String> right =
        Map.of("HTTPS_PROXY", "http://us%20er:p%40ss+%3A@127.0.0.1:" + proxy.port());
    accepts("issuer.test", trusting(), right);
    requests.set(0);
    fails("issuer.test", trusting(), Map.of("HTTPS_PROXY", "127.0.0.1:" + proxy.port()));
  }

  @Test
  void hostsOfNoProxyAreReachedDirectly() throws Exception {
    String address = "http://127.0.0.1:" + proxy.port();
    accepts("localhost", trusting(), Map.of("HTTPS_PROXY", address, "NO_PROXY", "x,localhost"));
    accepts("localhost", trusting(), Map.of("HTTPS_PROXY", address, "no_proxy", "*"));
    assertThat(proxy.asked()).isEmpty();
    accepts("localhost", trusting(), Map.of("HTTPS_PROXY", address, "NO_PROXY", "local"));
    assertThat(proxy.asked()).isNotEmpty();
  }

  @Test
  void anEmptyVariableIsNoProxy() throws Exception {
    accepts("localhost", trusting(), Map.of("HTTPS_PROXY", " ", "NO_PROXY", ""));
  }

  @Test
  void aProxyThatIsDownIsAnOutageOfTheIssuer() throws Exception {
    proxy.close().await(20, TimeUnit.SECONDS);
    fails("issuer.test", trusting(), Map.of("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://proxy:3128", "ftp://proxy", "http://", "http://:3128", "http://proxy:0",
        "http://proxy:99999", "http://proxy:x", "http://s3cret:s3cret@", "http://a b:3128", "://",
        "http://us:p%zzs3cret@proxy:3128"
      })
  void anOddProxyIsAMistakeOfTheEnvironmentThatShowsNoPassword(String address) {
    List<Problem> problems =
        catchThrowableOfType(
                InvalidConfiguration.class,
                () -> config("localhost", trusting(), Map.of("HTTPS_PROXY", address)))
            .problems();
    assertThat(problems).extracting(Problem::path).containsExactly("HTTPS_PROXY");
    assertThat(problems.toString()).doesNotContain("s3cret");
  }

  @Test
  void anOddProxyIsNoMistakeWhereNoKeysAreFetched() {
    config("localhost", JsonObject.of("jwks", tokens.jwks()), Map.of("HTTPS_PROXY", "ftp://proxy"));
  }
}
