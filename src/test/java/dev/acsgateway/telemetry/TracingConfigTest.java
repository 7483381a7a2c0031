package dev.acsgateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.InvalidConfiguration;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingConfigTest {

  private static TracingConfig read(JsonObject tracing) {
    return ConfigReader.read(
        JsonObject.of("tracing", tracing),
        Map.of(),
        root -> TracingConfig.from(root.section("tracing")));
  }

  @Test
  void isOffUnlessAskedFor() {
    assertThat(Tracing.of(read(new JsonObject()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://collector/v1/traces", "collector:4318", "http://", "http://a b"})
  void wantsAnUrlThatSpansCanBeSentTo(String endpoint) {
    assertThatThrownBy(() -> read(JsonObject.of("endpoint", endpoint)))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("tracing.endpoint");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer one\r\nX-Other: two", "Bearer \u00e4"})
  void refusesAnAuthorizationThatNoHeaderCanCarryWithoutSayingIt(String authorization) {
    assertThatThrownBy(() -> read(JsonObject.of("authorization", authorization)))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("tracing.authorization")
        .hasMessageNotContaining("Bearer");
  }
}
