package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.InvalidConfiguration;
import dev.acsgateway.http.edge.LoadConfig;
import dev.acsgateway.http.edge.TlsConfig;
import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SelfSignedCertificate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ListenerConfigTest {
  private static final LoadConfig LOAD =
      new LoadConfig(20_000, 10_000, Duration.ofMillis(500), Duration.ofSeconds(10));

  private static final String TEAMS_APP = "2f0a3a6f-9d5b-4d6c-8d51-5a0b2a7e9a11";

  private static ApiConfig api(JsonObject tree) {
    return ConfigReader.read(tree, Map.of(), ApiConfig::from);
  }

  @Test
  void theApiListensEverywhereAndTheAdminListenerOnLoopback() {
    assertThat(api(new JsonObject()))
        .isEqualTo(
            new ApiConfig(
                new ListenerConfig(
                    "0.0.0.0",
                    8080,
                    65_536,
                    16_384,
                    4_096,
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(2),
                    LOAD,
                    Optional.empty(),
                    List.of()),
                Duration.ZERO,
                true,
                false,
                Optional.empty(),
                TokenScopes.of("chat", "voip")));
    ListenerConfig admin =
        ConfigReader.read(new JsonObject(), Map.of(), AdminConfig::from).listener();
    assertThat(admin.host()).isEqualTo("127.0.0.1");
    assertThat(admin.port()).isEqualTo(8081);
  }

  @Test
  void aConnectionOutlivesTheRequestThatWaitsOnIt() {
    assertThatExceptionOfType(InvalidConfiguration.class)
        .isThrownBy(() -> api(JsonObject.of("request-deadline", "2m")))
        .withMessageContaining("idle-timeout")
        .withMessageContaining("must be longer than request-deadline");
    assertThat(api(JsonObject.of("request-deadline", "119s")).listener().idleTimeout())
        .isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void everySettingIsRead() {
    SelfSignedCertificate own = SelfSignedCertificate.create("localhost");
    JsonObject tree =
        JsonObject.of(
                "host", "::1",
                "port", 0,
                "max-body-bytes", 2048,
                "max-header-bytes", 4096,
                "max-uri-bytes", 1024,
                "request-deadline", "3s",
                "idle-timeout", "5m")
            .put("drain", "4s")
            .put("compatibility", true)
            .put(
                "load",
                JsonObject.of(
                    "max-connections",
                    5,
                    "max-in-flight",
                    6,
                    "max-lag",
                    "70ms",
                    "header-timeout",
                    "8s"))
            .put(
                "tls",
                JsonObject.of(
                    "certificate", own.certificatePath(),
                    "key", own.privateKeyPath(),
                    "client-ca", own.certificatePath(),
                    "reload", "9m"))
            .put("cors-origins", JsonArray.of("https://app.example.com"))
            .put("docs", false)
            .put("teams-app-id", TEAMS_APP)
            .put("default-scopes", JsonArray.of("chat"));
    assertThat(api(tree))
        .isEqualTo(
            new ApiConfig(
                new ListenerConfig(
                    "0:0:0:0:0:0:0:1",
                    0,
                    2048,
                    4096,
                    1024,
                    Duration.ofSeconds(3),
                    Duration.ofMinutes(5),
                    new LoadConfig(5, 6, Duration.ofMillis(70), Duration.ofSeconds(8)),
                    Optional.of(
                        new TlsConfig(
                            Path.of(own.certificatePath()),
                            Path.of(own.privateKeyPath()),
                            Optional.of(Path.of(own.certificatePath())),
                            Duration.ofMinutes(9))),
                    List.of("https://app.example.com")),
                Duration.ofSeconds(4),
                false,
                true,
                Optional.of(TEAMS_APP),
                TokenScopes.of("chat")));
  }

  @Test
  void halfOfATlsSettingAndOriginsThatAreNoneAreRefused() {
    JsonObject tree =
        JsonObject.of(
            "tls", JsonObject.of("certificate", "pom.xml", "client-ca", "/nowhere"),
            "cors-origins", JsonArray.of("*", "null", "https://a.example.com/path"));
    assertThatExceptionOfType(InvalidConfiguration.class)
        .isThrownBy(() -> api(tree))
        .withMessageContaining("tls.certificate")
        .withMessageContaining("/nowhere")
        .withMessageContaining("'*'")
        .withMessageContaining("'null'")
        .withMessageContaining("/path");
  }

  @Test
  void originsAreKeptAsBrowsersWriteThem() {
    JsonObject tree =
        JsonObject.of(
            "cors-origins", JsonArray.of("https://A.example.com:443", "https://a.example.com"));
    assertThat(api(tree).listener().corsOrigins()).containsExactly("https://a.example.com");
  }

  @Test
  void anUnknownDefaultScopeIsRefused() {
    JsonObject tree = JsonObject.of("default-scopes", JsonArray.of("video"));
    assertThatExceptionOfType(InvalidConfiguration.class)
        .isThrownBy(() -> api(tree))
        .withMessageContaining("default-scopes");
  }
}
