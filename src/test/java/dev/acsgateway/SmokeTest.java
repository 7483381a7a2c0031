package dev.acsgateway;

import static dev.acsgateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.emulator.control.Operation;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The whole stack in one pass: HTTP, authentication, Redis (the embedded binary), the Azure SDK and
 * the emulator. It runs with the unit tests, so that they also notice parts that do not fit; {@link
 * GatewayIT} and its neighbours go into the details.
 */
@Tag("smoke")
class SmokeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void issuesCachesRevokesAndDeletes() {
    try (GatewayFixture gateway = new GatewayFixture()) {
      gateway.withNode(gateway.patientConfig());
      assertThat(gateway.admin("GET", "/health/ready", "").statusCode()).isEqualTo(200);

      String first = token(gateway.api("POST", "/v1/users/alice/token", ""));
      assertThat(token(gateway.api("POST", "/v1/users/alice/token", ""))).isEqualTo(first);
      assertThat(gateway.emulator.calls().count(Operation.CREATE_WITH_TOKEN)).isEqualTo(1);
      assertThat(gateway.emulator.controls().introspect(first).active()).isTrue();

      String own =
          token(
              gateway.send(
                  gateway
                      .request(gateway.nodes.getFirst().apiPort(), "POST", "/v1/token", "")
                      .header("Authorization", "Bearer " + gateway.jwt("alice"))));
      assertThat(own).isEqualTo(first);

      assertThat(gateway.api("DELETE", "/v1/users/alice/tokens", "").statusCode()).isEqualTo(200);
      assertThat(gateway.emulator.controls().introspect(first).active()).isFalse();
      String second = token(gateway.api("POST", "/v1/users/alice/token", ""));
      assertThat(second).isNotEqualTo(first);

      assertThat(deleted(gateway, "alice")).contains("\"done\":1");
      assertThat(gateway.emulator.controls().introspect(second).active()).isFalse();
      assertThat(gateway.api("GET", "/v1/users/alice", "").statusCode()).isEqualTo(404);
      assertThat(gateway.admin("GET", "/metrics", "").body()).contains("redis_up 1");
    }
  }

  /** The clean-up job that deletes one user, once it has completed. */
  private static String deleted(GatewayFixture gateway, String user) {
    HttpResponse<String> started =
        gateway.admin(
            "POST",
            "/admin/v1/cleanups",
            "{\"userIds\":[\"%s\"],\"acknowledgeChatDeletion\":true}".formatted(user));
    assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
    String job = "/admin/v1/cleanups/" + json(started).getString("id");
    await()
        .atMost(PATIENCE)
        .until(() -> json(gateway.admin("GET", job, "")).getString("state").equals("completed"));
    JsonObject done = json(gateway.admin("GET", job, ""));
    return done.encode();
  }

  private static String token(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).getString("token");
  }
}
