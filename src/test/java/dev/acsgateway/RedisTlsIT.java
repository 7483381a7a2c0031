package dev.acsgateway;

import static dev.acsgateway.GatewayFixture.header;
import static dev.acsgateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.redis.RedisServer;
import dev.acsgateway.redis.RedisServerCluster;
import dev.acsgateway.redis.TestAuthority;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gateways whose Redis speaks TLS only, as the managed ones do. */
class RedisTlsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PASSWORD = "a+b/c=d%40";

  @TempDir private Path folder;

  @Test
  void twoNodesServeRememberAndRevoke() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    try (TestAuthority authority = TestAuthority.create();
        RedisServer redis =
            RedisServer.form()
                .tls(authority.issue("DNS:localhost"), authority)
                .password(PASSWORD)
                .start();
        GatewayFixture gateway = new GatewayFixture()) {
      JsonObject config = gateway.patientConfig();
      config
          .getJsonObject("redis")
          .put("mode", "standalone")
          .put("url", redis.url())
          .put("trust-certificate-file", authority.certificate().toString())
          .put("password-file", password.toString());
      gateway.withNode(config).withNode(config);
      expectReady(gateway, 0);
      expectReady(gateway, 1);

      String first = token(gateway, 0);
      assertThat(token(gateway, 1)).isEqualTo(first);
      await().atMost(PATIENCE).until(() -> cacheStatus(gateway, 1).contains("detail=near"));

      assertThat(gateway.api(0, "DELETE", "/v1/users/alice/tokens", "").statusCode())
          .isEqualTo(200);
      assertThat(token(gateway, 1)).isNotEqualTo(first);
    }
  }

  @Test
  void aClusterBehindOneNameLosesAServerAndServesAllUsersAgain() {
    try (TestAuthority authority = TestAuthority.create();
        RedisServerCluster cluster =
            RedisServerCluster.start(
                () -> RedisServer.form().tls(authority.issue("DNS:localhost"), authority), 1);
        GatewayFixture gateway = new GatewayFixture()) {
      JsonObject config = gateway.patientConfig();
      config
          .getJsonObject("redis")
          .put("mode", "cluster")
          .put("url", cluster.url())
          .put("silence", "1s")
          .put("cluster-nodes", "same-host")
          .put("trust-certificate", authority.certificate().toString());
      gateway.withNode(config);
      expectReady(gateway, 0);
      expectTokensForAll(gateway);

      cluster.primaries().getFirst().kill();

      await().atMost(PATIENCE).untilAsserted(() -> expectTokensForAll(gateway));
    }
  }

  private static void expectTokensForAll(GatewayFixture gateway) {
    assertThat(IntStream.range(0, 40))
        .allSatisfy(
            n ->
                assertThat(gateway.api("POST", "/v1/users/user-" + n + "/token", "").statusCode())
                    .isEqualTo(200));
  }

  private static void expectReady(GatewayFixture gateway, int node) {
    await()
        .atMost(PATIENCE)
        .until(() -> gateway.admin(node, "GET", "/health/ready", "").statusCode() == 200);
  }

  private static String token(GatewayFixture gateway, int node) {
    return json(gateway.api(node, "POST", "/v1/users/alice/token", "")).getString("token");
  }

  private static String cacheStatus(GatewayFixture gateway, int node) {
    return header(gateway.api(node, "POST", "/v1/users/alice/token", ""), "Cache-Status");
  }
}
