package dev.acsgateway;

import static dev.acsgateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.canary.SecretKind;
import dev.acsgateway.emulator.state.KeySlot;
import dev.acsgateway.redis.RedisContent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever gets hold of a dump of Redis finds no token and no key in it, and no user in a name. */
@Tag("topology")
class SecretsAtRestIT {
  private static final String USER = "vera.visible@example.org";
  private static final UUID APP = UUID.fromString("11111111-2222-4333-8444-555555555555");

  private final List<String> secrets = new ArrayList<>();
  private GatewayFixture gateway;

  @BeforeEach
  void start() {
    gateway = new GatewayFixture();
    JsonObject config = gateway.patientConfig();
    String second =
        gateway.emulator.controls().resources().getFirst().key(KeySlot.SECONDARY).secret();
    config.getJsonObject("acs").put("second-access-key", second);
    gateway.withNode(config);
    secrets.add(second);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private JsonObject api(String method, String path, JsonObject body) {
    return ok(gateway.api(method, path, body.isEmpty() ? "" : body.encode()));
  }

  private JsonObject admin(String method, String path, JsonObject body) {
    return ok(gateway.admin(method, path, body.isEmpty() ? "" : body.encode()));
  }

  private static JsonObject ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return json(answer);
  }

  /** Everything that the gateway remembers anything of. */
  private void useEverything() {
    String path = "/v1/users/" + USER;
    secrets.add(api("POST", path + "/token", new JsonObject()).getString("token"));
    secrets.add(
        api("POST", path + "/token", JsonObject.of("expiresInMinutes", 60)).getString("token"));
    JsonArray two =
        JsonArray.of(JsonObject.of("userId", USER + ".1"), JsonObject.of("userId", USER + ".2"));
    api("POST", "/v1/tokens", JsonObject.of("requests", two))
        .getJsonArray("results")
        .forEach(it -> secrets.add(((JsonObject) it).getJsonObject("token").getString("token")));

    String entraToken =
        gateway.emulator.controls().teamsUsers().make(APP, APP, Duration.ofHours(1));
    JsonObject exchange =
        JsonObject.of("teamsUserToken", entraToken, "appId", "" + APP, "userId", "" + APP);
    secrets.add(entraToken);
    secrets.add(api("POST", "/v1/teams/token", exchange).getString("token"));

    JsonObject made =
        admin("POST", "/admin/v1/keys", JsonObject.of("permissions", JsonArray.of("users:read")));
    secrets.add(made.getString("key"));
    secrets.add(
        admin("POST", "/admin/v1/keys/" + made.getString("id") + "/rotate", new JsonObject())
            .getString("key"));
    admin("POST", "/admin/v1/access-key/rotate", JsonObject.of("graceSeconds", 600));
    secrets.add(api("POST", path + "/token", new JsonObject()).getString("token"));
    api("DELETE", "/v1/users/" + USER + ".1/tokens", new JsonObject());
    admin(
        "POST",
        "/admin/v1/cleanups",
        JsonObject.of("userIds", JsonArray.of(USER + ".2"), "acknowledgeChatDeletion", true));
    await().until(() -> gateway.api("GET", "/v1/users/" + USER + ".2", "").statusCode() == 404);
    secrets.add(api("POST", "/v1/users/" + USER + ".3/token", new JsonObject()).getString("token"));
    secrets.add(gateway.allPowerful.key().value());
  }

  @Test
  void redisHoldsNoTokenAndNoKeyAndNamesNoUser() {
    useEverything();

    String everything = RedisContent.read();
    assertThat(RedisContent.keys())
        .as("what is looked at")
        .anyMatch(key -> key.contains(":t:"))
        .anyMatch(key -> key.startsWith("gw:teams:"))
        .contains("gw:audit", "gw:access-keys")
        .noneMatch(key -> key.contains("vera"));
    assertThat(secrets).hasSize(12).allMatch(secret -> secret.length() > 20);
    for (String secret : secrets) {
      assertThat(everything).doesNotContain(secret, secret.substring(secret.length() - 20));
    }
    assertThat(SecretKind.in(everything)).isEmpty();
  }
}
