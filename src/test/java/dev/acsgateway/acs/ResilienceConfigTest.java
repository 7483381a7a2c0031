package dev.acsgateway.acs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.InvalidConfiguration;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResilienceConfigTest {
  private static ResilienceConfig read(String json) {
    return ConfigReader.read(
        new JsonObject().put("acs", new JsonObject(json)),
        Map.of(),
        root -> ResilienceConfig.from(root.section("acs")));
  }

  @Test
  void hasDefaults() {
    assertThat(read("{}"))
        .isEqualTo(
            new ResilienceConfig(
                new BreakerConfig(0.5, 20, 10, Duration.ofSeconds(1), 1),
                new RetryConfig(2, Duration.ofMillis(200), Duration.ofSeconds(4))));
  }

  @Test
  void everySettingIsMapped() {
    assertThat(
            read(
                """
                {"breaker": {"failure-rate": 0.25, "calls": 40, "minimum-calls": 4, "open": "5s",
                             "trials": 2},
                 "retry": {"repeats": 1, "pause": "50ms", "patience": "3s"}}
                """))
        .isEqualTo(
            new ResilienceConfig(
                new BreakerConfig(0.25, 40, 4, Duration.ofSeconds(5), 2),
                new RetryConfig(1, Duration.ofMillis(50), Duration.ofSeconds(3))));
  }

  @Test
  void aBreakerThatCouldNeverOpenIsRefused() {
    assertThatExceptionOfType(InvalidConfiguration.class)
        .isThrownBy(() -> read("{\"breaker\": {\"calls\": 5}}"))
        .withMessageContaining("acs.breaker.minimum-calls");
  }
}
