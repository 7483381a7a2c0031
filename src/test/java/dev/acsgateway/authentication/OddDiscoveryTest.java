package dev.acsgateway.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JWSAlgorithm;
import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.InvalidConfiguration;
import dev.acsgateway.failure.IssuerUnavailable;
import dev.acsgateway.fake.MovableClock;
import dev.acsgateway.identity.UserId;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Addresses of keys that lead nowhere. The kind of fault: what an issuer or an operator wrote is
 * first looked at when it is used, where it throws: requests end with 500, and a fetch that never
 * ends keeps all later ones from being made. An issuer's mistake is an outage of that issuer, which
 * ends when the mistake does; an operator's is found before the start.
 */
final class OddDiscoveryTest {
  private final Vertx vertx = Vertx.vertx();
  private final MovableClock clock = new MovableClock();
  private final TestTokens tokens = new TestTokens(clock);
  private FakeIssuer issuer;

  @BeforeEach
  void start() throws Exception {
    issuer = new FakeIssuer(vertx);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private Authenticator authenticator(String name, JsonObject more) {
    JsonObject entry =
        JsonObject.of("issuer", name, "audiences", JsonArray.of(TestTokens.AUDIENCE)).mergeIn(more);
    return Authenticator.create(
        vertx,
        ConfigReader.read(
            JsonObject.of("issuers", JsonArray.of(entry)), Map.of(), AuthenticationConfig::from),
        new ConfiguredApiKeys(List.of()),
        clock);
  }

  private String token() {
    return tokens.sign(
        JWSAlgorithm.ES256, issuer.key.get(), "alice", claims -> claims.issuer(issuer.url()));
  }

  private Caller verify(Authenticator by) throws Exception {
    return by.withAuthorization("Bearer " + token()).await(20, TimeUnit.SECONDS);
  }

  private void isAnOutageThatEnds(Runnable mistake, Runnable mended) throws Exception {
    Authenticator by = authenticator(issuer.url(), new JsonObject());
    mistake.run();
    for (int i = 0; i < 7; i++) {
      assertThatExceptionOfType(IssuerUnavailable.class).isThrownBy(() -> verify(by));
    }
    mended.run();
    clock.advance(Duration.ofSeconds(10));
    assertThat(verify(by).self()).hasValue(new UserId("alice"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "7",
        "true",
        "{}",
        "[]",
        "[\"{here}/keys\"]",
        "\"\"",
        "\" \"",
        "\"/keys\"",
        "\"keys\"",
        "\"//127.0.0.1/keys\"",
        "\"ftp://127.0.0.1/keys\"",
        "\"file:///etc/passwd\"",
        "\"http:keys\"",
        "\"https:foo\"",
        "\"http://\"",
        "\"http:///keys\"",
        "\"https://:80/\"",
        "\"jar:file:/a.jar!/b\"",
        "\"data:application/json,{}\"",
        "\"http://127.0.0.1:99999/\"",
        "\"http://127.0.0.1:0/\"",
        "\"http://127.0.0.1:-1/\"",
        "\"http://127.0.0.1:1x/\"",
        "\"http://user:pass@127.0.0.1/\"",
        "\"http://a b/\"",
        "\"http://[::1/\"",
        "\"http://%zz/\"",
        "\"http://127.0.0.1/%zz\"",
        "\"http://b\u00fccher/\"",
        "\"http://127.0.0.1/a\\r\\nX: y\"",
        "\"http://127.0.0.1/#keys\"",
        "\"\\u0000\"",
        "\"{here}/keys \"",
        "\"mailto:a@b\"",
        "\"http://no-such-host.invalid/\""
      })
  void aJwksUriThatLeadsNowhereIsAnOutageThatEnds(String uri) throws Exception {
    isAnOutageThatEnds(
        () -> issuer.metadata = "{\"issuer\":\"{here}\",\"jwks_uri\":" + uri + "}",
        () -> issuer.metadata = null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "7",
        "[]",
        "{}",
        "<html>",
        "{\"issuer\":null}",
        "{\"issuer\":7}",
        "{\"issuer\":[\"{here}\"]}",
        "{\"issuer\":\"{here}\"}",
        "{\"issuer\":\"{here}/\"}",
        "{\"issuer\":{},\"jwks_uri\":\"{here}/keys\"}",
        "{\"jwks_uri\":\"{here}/keys\"}",
        "{\"issuer\":\"{here}\",\"jwks_uri\":\"{here}/keys\"} x"
      })
  void metadataOfAnyOtherFormIsAnOutageThatEnds(String metadata) throws Exception {
    isAnOutageThatEnds(() -> issuer.metadata = metadata, () -> issuer.metadata = null);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 301, 302, 307, 308, 401, 404, 429, 500, 503})
  void anyOtherStatusIsAnOutageThatEnds(int status) throws Exception {
    isAnOutageThatEnds(
        () -> {
          issuer.status = status;
          issuer.headers = Map.of("Location", issuer.url() + "/keys");
        },
        () -> {
          issuer.status = 200;
          issuer.headers = Map.of();
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https:foo",
        "https:",
        "https://",
        "https:///keys",
        "https://:443/",
        "foo",
        "/keys",
        "",
        "ftp://example.com/",
        "file:///etc/passwd",
        "http://example.com/keys",
        "https://a b/",
        "https://user:pass@example.com/",
        "https://example.com:99999/",
        "https://example.com:0/",
        "https://example.com:x/",
        "https://example.com/#a",
        "https://exa%6dple.com/",
        "//a/b",
        "https://-/",
        "https://[::1/",
        "http://localhost.example.com/",
        "http://127.0.0.1.nip.io/"
      })
  void anAddressThatLeadsNowhereIsAMistakeOfTheConfiguration(String url) {
    assertThatExceptionOfType(InvalidConfiguration.class)
        .isThrownBy(
            () -> authenticator("https://login.example.com/", JsonObject.of("jwks-url", url)))
        .withMessageContaining("issuers[0].jwks-url")
        .withMessageNotContaining("pass@");
    assertThatExceptionOfType(InvalidConfiguration.class)
        .isThrownBy(() -> authenticator(url, new JsonObject()))
        .withMessageContaining("issuers[0].issuer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com", "HTTPS://Example.COM/keys?a=b", "https://my_issuer:8443/keys",
        "https://[2001:db8::1]/keys", "https://[2001:db8::1]:8443/", "https://example.com./keys",
        "http://localhost:8080/keys", "http://127.0.0.1/keys", "http://[::1]:80/keys",
        "https://10.0.0.1/a%20b"
      })
  void anAddressThatMayLeadSomewhereIsNoMistake(String url) {
    authenticator("https://login.example.com/", JsonObject.of("jwks-url", url));
  }

  @Test
  void anIssuerWithAQueryHasNoAddressOfMetadata() {
    assertThatExceptionOfType(InvalidConfiguration.class)
        .isThrownBy(() -> authenticator("https://login.example.com/?tenant=a", new JsonObject()))
        .withMessageContaining("issuers[0].issuer");
  }
}
