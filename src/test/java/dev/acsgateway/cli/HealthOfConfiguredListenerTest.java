package dev.acsgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acsgateway.AdminAddress;
import dev.acsgateway.Gateway;
import dev.acsgateway.GatewayConfig;
import dev.acsgateway.config.ConfigReader;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code health} asks the listener that {@code serve} opens with the same configuration. The kind:
 * a second reader of settings that knows fewer of them than the first (issue 20, number 34).
 */
class HealthOfConfiguredListenerTest {
  private static final SelfSignedCertificate OWN = SelfSignedCertificate.create("gateway.test");

  @TempDir Path directory;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  /** Starts a node without Redis, which is never ready, and returns the file that it would have. */
  private Path started(JsonObject admin) throws Exception {
    JsonObject tree =
        JsonObject.of(
            "api", JsonObject.of("host", "127.0.0.1", "port", 0),
            "admin", admin.copy().put("port", 0),
            "acs",
                JsonObject.of("connection-string", "endpoint=https://acs.invalid;accesskey=AAAA"),
            "redis", JsonObject.of("url", "redis://127.0.0.1:1", "encrypt", false));
    GatewayConfig config = ConfigReader.read(tree, Map.of(), GatewayConfig::from);
    int port = Gateway.start(vertx, config).await(60, TimeUnit.SECONDS).adminPort();
    tree.put("admin", admin.copy().put("port", port).put("idle-timeout", "3m"));
    return Files.writeString(directory.resolve("gateway.yaml"), tree.encode());
  }

  private static JsonObject tls() {
    return JsonObject.of("certificate", OWN.certificatePath(), "key", OWN.privateKeyPath());
  }

  private void assertAsks(String url, Path file) {
    assertThatThrownBy(() -> new HealthCommand(Map.of(), file).call())
        .hasMessageStartingWith("Not ready: " + url)
        .hasMessageEndingWith("/health/ready answers 503");
    CommandRun run = CommandRun.of("health", "--config", file.toString());
    assertThat(run.err()).contains(url).contains("answers 503");
  }

  @Test
  void atTheConfiguredHostAndPort() throws Exception {
    assertAsks("http://127.0.0.2:", started(JsonObject.of("host", "127.0.0.2")));
  }

  @Test
  void onLoopbackWhereItListensOnEveryAddress() throws Exception {
    assertAsks("http://127.0.0.1:", started(JsonObject.of("host", "0.0.0.0")));
  }

  @Test
  void overTlsWhateverNameTheCertificateHas() throws Exception {
    assertAsks("https://127.0.0.1:", started(JsonObject.of("tls", tls())));
  }

  @Test
  void withItsOwnCertificateWhereClientsMustShowOne() throws Exception {
    JsonObject mutual = tls().put("client-ca", OWN.certificatePath());
    assertAsks("https://127.0.0.1:", started(JsonObject.of("tls", mutual)));
  }

  @Test
  void saysSoWhereItsOwnCertificateIsOfAnotherIssuer() throws Exception {
    JsonObject mutual =
        tls().put("client-ca", SelfSignedCertificate.create("other.test").certificatePath());
    Path file = started(JsonObject.of("tls", mutual));
    assertThatThrownBy(() -> new HealthCommand(Map.of(), file).call())
        .isInstanceOf(CommandFailed.class)
        .hasMessageStartingWith("Not ready: https://127.0.0.1:");
  }

  @Test
  void variablesWinAndEverythingElseIsIgnored() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("gateway.yaml"),
            "admin: {host: 127.0.0.9, port: 1}\nredis: {x: y}\n");
    Map<String, String> environment =
        Map.of("ACSGW_ADMIN_HOST", "127.0.0.8", "ACSGW_ADMIN_PORT", "2", "ACSGW_API_PORT", "x");
    assertThatThrownBy(() -> new HealthCommand(environment, file).call())
        .hasMessage("Not ready: http://127.0.0.8:2/health/ready does not answer");
    assertThat(AdminAddress.read(new JsonObject(), Map.of()).url())
        .hasToString("http://127.0.0.1:8081");
  }
}
