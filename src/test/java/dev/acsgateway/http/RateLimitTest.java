package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.authentication.RateLimit;
import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.http.edge.DownloadsConfig;
import dev.acsgateway.http.edge.ProxyConfig;
import dev.acsgateway.http.edge.Subnet;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RateLimitTest {
  private RunningEdge edge;

  @BeforeEach
  void start() {
    edge =
        new RunningEdge(
            new JsonObject(), JsonObject.of("failed-authentication", "2/m", "per-user", "3/m"));
  }

  @AfterEach
  void stop() {
    edge.close();
  }

  private Answer read(String key) {
    return edge.send("POST", "/v1/users/alice/token", Optional.empty(), "X-API-Key", key);
  }

  private Answer own(String token) {
    return edge.send("POST", "/v1/token", Optional.empty(), "Authorization", "Bearer " + token);
  }

  @Test
  void aKeyIsHeldToItsOwnLimitAndToldWhenToComeBack() {
    Answer first = read(edge.keys.slow);
    assertThat(first.header("RateLimit-Limit")).hasValue("2");
    assertThat(first.header("RateLimit-Remaining")).hasValue("1");
    assertThat(first.header("RateLimit-Reset")).hasValue("5");
    assertThat(read(edge.keys.slow).status()).isEqualTo(200);

    edge.calls.forget();
    Answer third = read(edge.keys.slow);
    assertThat(third.status()).isEqualTo(429);
    assertThat(third.problem()).isEqualTo("rate-limited");
    assertThat(third.header("Retry-After")).hasValue("5");
    assertThat(third.header("RateLimit-Remaining")).hasValue("0");
    assertThat(third.header("RateLimit-Reset")).hasValue("10");
    assertThat(edge.calls.made()).isEmpty();
    assertThat(refused("rate-limit")).isEqualTo(1);

    edge.clock.advance(Duration.ofSeconds(5));
    assertThat(read(edge.keys.slow).status()).isEqualTo(200);
  }

  @Test
  void oneKeysLimitIsNoneOfTheOthers() {
    read(edge.keys.slow);
    read(edge.keys.slow);
    assertThat(read(edge.keys.slow).status()).isEqualTo(429);
    assertThat(read(edge.keys.everything).status()).isEqualTo(200);
  }

  @Test
  void aUserIsHeldToTheLimitForUsersAcrossTokens() {
    for (int i = 0; i < 3; i++) {
      edge.clock.advance(Duration.ofMillis(1));
      assertThat(own(edge.tokens.right("alice")).status()).isEqualTo(200);
    }
    assertThat(own(edge.tokens.right("alice")).status()).isEqualTo(429);
    assertThat(own(edge.tokens.right("bob")).status()).isEqualTo(200);
  }

  @Test
  void badCredentialsFromOneAddressAreLimitedAndGoodOnesAreNot() {
    assertThat(read("garbage").status()).isEqualTo(401);
    assertThat(own(edge.tokens.expired("alice")).status()).isEqualTo(401);
    assertThat(refused("failed-authentication")).isZero();
    assertThat(read("garbage").status()).isEqualTo(429);
    assertThat(refused("failed-authentication")).isEqualTo(1);
    assertThat(read(edge.keys.everything).status()).isEqualTo(200);
  }

  private long refused(String reason) {
    return Objects.requireNonNull(edge.refusals.byReason().get(reason)).getAsLong();
  }

  @Test
  void limitsHaveDefaultsAndAreAllRead() {
    Duration minute = Duration.ofMinutes(1);
    assertThat(ConfigReader.read(new JsonObject(), Map.of(), LimitsConfig::from))
        .isEqualTo(
            new LimitsConfig(
                new RateLimit(10_000, Duration.ofSeconds(1)),
                new RateLimit(120, minute),
                new RateLimit(60, minute),
                new DownloadsConfig(128, 512),
                new ProxyConfig(List.of(), ProxyConfig.Header.X_FORWARDED_FOR)));
    JsonObject tree =
        JsonObject.of("per-key", "1/s", "per-user", "2/m", "failed-authentication", "3/h")
            .put("downloads", JsonObject.of("per-address", 4, "total", 5))
            .put(
                "proxies",
                JsonObject.of("trusted", JsonArray.of("10.0.0.0/8"), "header", "forwarded"));
    assertThat(ConfigReader.read(tree, Map.of(), LimitsConfig::from))
        .isEqualTo(
            new LimitsConfig(
                new RateLimit(1, Duration.ofSeconds(1)),
                new RateLimit(2, minute),
                new RateLimit(3, Duration.ofHours(1)),
                new DownloadsConfig(4, 5),
                new ProxyConfig(List.of(new Subnet("10.0.0.0", 8)), ProxyConfig.Header.FORWARDED)));
  }
}
