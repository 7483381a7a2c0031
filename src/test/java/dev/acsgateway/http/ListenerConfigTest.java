package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.InvalidConfiguration;
import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ListenerConfigTest {
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
                    Duration.ofSeconds(60)),
                TokenScopes.of("chat", "voip")));
    ListenerConfig admin =
        ConfigReader.read(new JsonObject(), Map.of(), AdminConfig::from).listener();
    assertThat(admin.host()).isEqualTo("127.0.0.1");
    assertThat(admin.port()).isEqualTo(8081);
  }

  @Test
  void everySettingIsRead() {
    JsonObject tree =
        JsonObject.of(
                "host", "::1",
                "port", 0,
                "max-body-bytes", 2048,
                "max-header-bytes", 4096,
                "max-uri-bytes", 1024,
                "request-deadline", "3s",
                "idle-timeout", "5m")
            .put("default-scopes", JsonArray.of("chat"));
    assertThat(api(tree))
        .isEqualTo(
            new ApiConfig(
                new ListenerConfig(
                    "::1", 0, 2048, 4096, 1024, Duration.ofSeconds(3), Duration.ofMinutes(5)),
                TokenScopes.of("chat")));
  }

  @Test
  void anUnknownDefaultScopeIsRefused() {
    JsonObject tree = JsonObject.of("default-scopes", JsonArray.of("video"));
    assertThatExceptionOfType(InvalidConfiguration.class)
        .isThrownBy(() -> api(tree))
        .withMessageContaining("default-scopes");
  }
}
