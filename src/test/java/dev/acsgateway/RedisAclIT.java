package dev.acsgateway;

import static dev.acsgateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.redis.DocumentedAcl;
import dev.acsgateway.redis.RedisServer;
import dev.acsgateway.redis.RedisServerCluster;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A gateway that reaches Redis as the user of docs/redis.md, who may do no more than is needed. */
class RedisAclIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PASSWORD = "s3cret";

  private static RedisServer.Form form() {
    return RedisServer.form().with(DocumentedAcl.user(PASSWORD));
  }

  @Test
  void doesEverythingOnOneServer() {
    try (RedisServer redis = form().start();
        GatewayFixture gateway = new GatewayFixture()) {
      doEverything(gateway, "standalone", redis.url());

      assertThat(redis.command("INFO", "errorstats")).doesNotContain("NOPERM");
    }
  }

  @Test
  void doesEverythingOnACluster() {
    try (RedisServerCluster cluster = RedisServerCluster.start(RedisAclIT::form, 0);
        GatewayFixture gateway = new GatewayFixture()) {
      doEverything(gateway, "cluster", cluster.url());

      assertThat(cluster.servers())
          .allSatisfy(
              server -> assertThat(server.command("INFO", "errorstats")).doesNotContain("NOPERM"));
    }
  }

  private static void doEverything(GatewayFixture gateway, String mode, String url) {
    JsonObject config = gateway.patientConfig();
    config
        .getJsonObject("redis")
        .put("mode", mode)
        .put("url", url)
        .put("username", "gateway")
        .put("password", PASSWORD);
    gateway.withNode(config);
    await()
        .atMost(PATIENCE)
        .until(() -> gateway.admin("GET", "/health/ready", "").statusCode() == 200);

    for (String user : List.of("alice", "bob", "carol")) {
      expectSuccess(gateway.api("POST", "/v1/users/" + user + "/token", ""));
    }
    expectSuccess(gateway.api("POST", "/v1/tokens", "{\"requests\":[{\"userId\":\"alice\"}]}"));
    expectSuccess(gateway.api("GET", "/v1/users/alice", ""));
    expectSuccess(gateway.api("DELETE", "/v1/users/alice/tokens", ""));
    expectSuccess(gateway.api("DELETE", "/v1/users/bob", ""));
    HttpResponse<String> key =
        gateway.admin("POST", "/admin/v1/keys", "{\"permissions\":[\"tokens:issue\"]}");
    expectSuccess(key);
    String path = "/admin/v1/keys/" + json(key).getString("id");
    expectSuccess(gateway.admin("POST", path + "/rotate", "{\"graceSeconds\":0}"));
    expectSuccess(gateway.admin("DELETE", path, ""));
    HttpResponse<String> job =
        gateway.admin(
            "POST",
            "/admin/v1/cleanups",
            "{\"userIds\":[\"carol\"],\"acknowledgeChatDeletion\":true}");
    expectSuccess(job);
    String watched = "/admin/v1/cleanups/" + json(job).getString("id");
    await()
        .atMost(PATIENCE)
        .until(
            () -> json(gateway.admin("GET", watched, "")).getString("state").equals("completed"));
    assertThat(gateway.admin("GET", watched, "").body()).contains("\"done\":1");
    expectSuccess(gateway.admin("GET", "/admin/v1/identities", ""));
    expectSuccess(gateway.admin("POST", "/admin/v1/ledger/reconcile", ""));
    expectSuccess(gateway.admin("GET", "/admin/v1/audit", ""));
    expectSuccess(gateway.admin("GET", "/admin/v1/stats", ""));
    assertThat(gateway.admin("GET", "/health", "").body()).contains("\"writes\"");
  }

  private static void expectSuccess(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as("%s: %s", answer.uri(), answer.body()).isBetween(200, 204);
  }
}
