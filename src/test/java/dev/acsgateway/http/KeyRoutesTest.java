package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.authentication.Permission;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyRoutesTest {
  private static final String KEYS = "/admin/v1/keys";

  private RunningEdge edge;

  @BeforeEach
  void start() {
    edge = new RunningEdge();
  }

  @AfterEach
  void stop() {
    edge.close();
  }

  private JsonObject create(JsonObject wish) {
    Answer answer = edge.send("POST", KEYS, wish.encode());
    assertThat(answer.status()).isEqualTo(201);
    JsonObject key = answer.json();
    assertThat(answer.header("Location")).hasValue(KEYS + "/" + key.getString("id"));
    return key;
  }

  private static JsonObject wish(String... permissions) {
    JsonArray names = new JsonArray();
    for (String permission : permissions) {
      names.add(permission);
    }
    return JsonObject.of("permissions", names);
  }

  private int statusWith(JsonObject key, String user) {
    return statusWith(key.getString("key"), user);
  }

  private int statusWith(String key, String user) {
    return edge.send("POST", "/v1/users/" + user + "/token", Optional.empty(), "X-API-Key", key)
        .status();
  }

  private Optional<JsonObject> listed(JsonObject key, String withKey) {
    Answer list = edge.send("GET", KEYS, Optional.empty(), "X-API-Key", withKey);
    return list.json().getJsonArray("keys").stream()
        .map(JsonObject.class::cast)
        .filter(each -> each.getString("id").equals(key.getString("id")))
        .findAny();
  }

  @Test
  void aNewKeyIsGoodAtOnceForWhatItGrantsAndNothingElse() {
    JsonObject key =
        create(
            wish("tokens:issue")
                .put("users", "tenant-a:*")
                .put("scopes", new JsonArray().add("chat"))
                .put("description", "the shop"));

    assertThat(statusWith(key, "tenant-a:1")).isEqualTo(200);
    assertThat(statusWith(key, "tenant-b:1")).isEqualTo(403);
    assertThat(
            edge.send(
                    "POST",
                    "/v1/users/tenant-a:1/token",
                    Optional.of("{\"scopes\":[\"voip\"]}"),
                    "X-API-Key",
                    key.getString("key"))
                .status())
        .isEqualTo(403);
    assertThat(
            edge.send(
                    "GET",
                    "/v1/users/tenant-a:1",
                    Optional.empty(),
                    "X-API-Key",
                    key.getString("key"))
                .status())
        .isEqualTo(403);
  }

  @Test
  void theSecretIsShownOnceAndKeptNowhere() {
    JsonObject key = create(wish("tokens:issue").put("description", "the shop"));
    Answer list = edge.send("GET", KEYS);

    assertThat(listed(key, edge.keys.everything).orElseThrow().getString("description"))
        .isEqualTo("the shop");
    String secret = key.getString("key").split("_", -1)[2];
    assertThat(list.body()).doesNotContain(secret).doesNotContain("hash");
  }

  @Test
  void aKeyStopsCountingWhenItExpires() {
    JsonObject key =
        create(
            wish("tokens:issue").put("expiresAt", edge.clock.instant().plusSeconds(60).toString()));
    assertThat(statusWith(key, "x")).isEqualTo(200);
    edge.clock.advance(Duration.ofSeconds(60));
    assertThat(statusWith(key, "x")).isEqualTo(401);
  }

  @Test
  void aKeysOwnRateLimitCounts() {
    JsonObject key = create(wish("tokens:issue").put("rateLimit", "1/h"));
    assertThat(statusWith(key, "x")).isEqualTo(200);
    assertThat(statusWith(key, "x")).isEqualTo(429);
  }

  @Test
  void bothSecretsCountDuringTheGraceOfARotationAndThenTheNewOneOnly() {
    JsonObject before = create(wish("tokens:issue"));
    JsonObject after =
        edge.send("POST", KEYS + "/" + before.getString("id") + "/rotate", "{\"graceSeconds\":60}")
            .json();

    assertThat(after.getString("id")).isEqualTo(before.getString("id"));
    assertThat(statusWith(before, "x")).isEqualTo(200);
    assertThat(statusWith(after, "x")).isEqualTo(200);
    edge.clock.advance(Duration.ofSeconds(60));
    assertThat(statusWith(before, "x")).isEqualTo(401);
    assertThat(statusWith(after, "x")).isEqualTo(200);
  }

  @Test
  void aRotationWithoutGraceEndsTheOldSecretAtOnce() {
    JsonObject before = create(wish("tokens:issue"));
    assertThat(edge.send("POST", KEYS + "/" + before.getString("id") + "/rotate").status())
        .isEqualTo(200);
    assertThat(statusWith(before, "x")).isEqualTo(401);
  }

  @Test
  void aRevokedKeyIsGoodForNothingAndGone() {
    JsonObject key = create(wish("tokens:issue"));
    String path = KEYS + "/" + key.getString("id");

    assertThat(edge.send("DELETE", path).status()).isEqualTo(204);

    assertThat(statusWith(key, "x")).isEqualTo(401);
    assertThat(listed(key, edge.keys.everything)).isEmpty();
    assertThat(edge.send("DELETE", path).problem()).isEqualTo("key-not-found");
    assertThat(edge.send("POST", path + "/rotate").problem()).isEqualTo("key-not-found");
  }

  @Test
  void nobodyCanHandOutAPermissionThatTheyLack() {
    String manager = edge.keys.with(Permission.KEYS_MANAGE);
    Answer answer =
        edge.send("POST", KEYS, Optional.of(wish("tokens:issue").encode()), "X-API-Key", manager);
    assertThat(answer.problem()).isEqualTo("permission-denied");

    JsonObject stronger = create(wish("tokens:issue"));
    Answer rotation =
        edge.send(
            "POST",
            KEYS + "/" + stronger.getString("id") + "/rotate",
            Optional.empty(),
            "X-API-Key",
            manager);
    assertThat(rotation.problem())
        .as("its secret would be shown to the manager")
        .isEqualTo("permission-denied");
    assertThat(statusWith(stronger, "x")).isEqualTo(200);
  }

  private Answer wishWith(String key, JsonObject wish) {
    return edge.send("POST", KEYS, Optional.of(wish.encode()), "X-API-Key", key);
  }

  @Test
  void nobodyCanHandOutAKeyThatOutlivesTheirOwn() {
    Instant end = edge.clock.instant().plus(Duration.ofHours(1));
    JsonObject wish = wish("tokens:issue");

    assertThat(wishWith(edge.keys.anHour, wish.copy()).json().getString("expiresAt"))
        .as("what is left out is as with its maker's")
        .isEqualTo(end.toString());
    assertThat(wishWith(edge.keys.anHour, wish.copy().put("expiresAt", end.toString())).status())
        .isEqualTo(201);
    assertThat(
            wishWith(edge.keys.anHour, wish.copy().put("expiresAt", end.plusMillis(1).toString()))
                .problem())
        .isEqualTo("permission-denied");
    JsonObject eternal = create(wish);
    assertThat(rotationWith(edge.keys.anHour, eternal).problem()).isEqualTo("permission-denied");
    assertThat(statusWith(eternal, "x")).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"2/s", "3/m", "1000/h"})
  void nobodyCanHandOutAKeyThatIsFasterThanTheirOwn(String faster) {
    JsonObject fast = create(wish("tokens:issue").put("rateLimit", faster));

    assertThat(wishWith(edge.keys.slow, wish("tokens:issue").put("rateLimit", faster)).problem())
        .isEqualTo("permission-denied");
    assertThat(rotationWith(edge.keys.slow, fast).problem()).isEqualTo("permission-denied");
  }

  @Test
  void aKeyHasItsMakersOwnRateLimitUnlessItNamesALowerOne() {
    assertThat(wishWith(edge.keys.slow, wish("tokens:issue")).json().getString("rateLimit"))
        .isEqualTo("2/10s");
    assertThat(
            wishWith(edge.keys.slow, wish("tokens:issue").put("rateLimit", "2/m"))
                .json()
                .getString("rateLimit"))
        .isEqualTo("2/m");
    assertThat(create(wish("tokens:issue").put("rateLimit", "900000/s")).getString("rateLimit"))
        .as("made with a key that has no limit of its own")
        .isEqualTo("900000/s");
  }

  private Answer rotationWith(String manager, JsonObject key) {
    return edge.send(
        "POST",
        KEYS + "/" + key.getString("id") + "/rotate",
        Optional.empty(),
        "X-API-Key",
        manager);
  }

  @Test
  void aManagerOfOneTenantNeitherMakesNorSeesNorRevokesKeysOfAnother() {
    JsonObject wider = wish("tokens:issue").put("users", "tenant-b:*");
    assertThat(
            edge.send("POST", KEYS, Optional.of(wider.encode()), "X-API-Key", edge.keys.tenant)
                .status())
        .isEqualTo(403);
    JsonObject other = create(wider);
    JsonObject own = create(wish("tokens:issue").put("users", "tenant-a:shop"));

    assertThat(listed(other, edge.keys.tenant)).isEmpty();
    assertThat(listed(own, edge.keys.tenant)).isPresent();
    assertThat(
            edge.send(
                    "DELETE",
                    KEYS + "/" + other.getString("id"),
                    Optional.empty(),
                    "X-API-Key",
                    edge.keys.tenant)
                .status())
        .isEqualTo(404);
    assertThat(statusWith(other, "tenant-b:x")).isEqualTo(200);
  }

  @Test
  void aKeyHasItsMakersScopesAndUsersUnlessItNamesOthers() {
    Answer answer =
        edge.send(
            "POST",
            KEYS,
            Optional.of(wish("tokens:issue").encode()),
            "X-API-Key",
            edge.keys.tenant);
    assertThat(answer.json().getString("users")).isEqualTo("tenant-a:*");
    assertThat(answer.json().getJsonArray("scopes")).hasSize(5);
  }

  @Test
  void aKeyOfTheConfigurationIsListedAndCannotBeChangedHere() {
    String id = edge.keys.everything.split("_", -1)[1];
    JsonObject configured = JsonObject.of("id", id);
    assertThat(listed(configured, edge.keys.everything).orElseThrow().containsKey("createdAt"))
        .isFalse();
    assertThat(edge.send("DELETE", KEYS + "/" + id).status()).isEqualTo(400);
    assertThat(edge.send("POST", KEYS + "/" + id + "/rotate").status()).isEqualTo(400);
  }

  @Test
  void knownKeysGoOnCountingWhileTheStoreIsDown() {
    JsonObject key = create(wish("tokens:issue"));
    edge.madeKeys.setDown(true);
    assertThat(statusWith(key, "x")).isEqualTo(200);
    assertThat(edge.send("POST", KEYS, wish("tokens:issue").encode()).problem())
        .isEqualTo("store-unavailable");
    assertThat(edge.send("GET", KEYS).problem()).isEqualTo("store-unavailable");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          permissions | {}
          permissions | {"permissions":[]}
          permissions | {"permissions":["root"]}
          permissions | {"permissions":"tokens:issue"}
          users       | {"permissions":["tokens:issue"],"users":"(a+)+$*x"}
          users       | {"permissions":["tokens:issue"],"users":""}
          rateLimit   | {"permissions":["tokens:issue"],"rateLimit":"fast"}
          expiresAt   | {"permissions":["tokens:issue"],"expiresAt":"tomorrow"}
          expiresAt   | {"permissions":["tokens:issue"],"expiresAt":"1999-01-01T00:00:00Z"}
          scopes      | {"permissions":["tokens:issue"],"scopes":["fax"]}
          description | {"permissions":["tokens:issue"],"description":7}
          secret      | {"permissions":["tokens:issue"],"secret":"mine"}
          """)
  void aWishThatMakesNoSenseIsRefusedByName(String field, String body) {
    Answer answer = edge.send("POST", KEYS, body);
    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(answer.json().getString("field")).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({"-1", "2592001", "'\"x\"'"})
  void aGraceThatMakesNoSenseIsRefused(String grace) {
    JsonObject key = create(wish("tokens:issue"));
    Answer answer =
        edge.send(
            "POST",
            KEYS + "/" + key.getString("id") + "/rotate",
            "{\"graceSeconds\":" + grace + "}");
    assertThat(answer.json().getString("field")).isEqualTo("graceSeconds");
    assertThat(statusWith(key, "x")).isEqualTo(200);
  }

  @Test
  void aNodeThatIsCutOffAnswersKeysOfTheStoreWith503OnceTheirGraceHasEnded() {
    JsonObject made = create(wish("tokens:issue"));
    edge.madeKeys.setDown(true);
    edge.clock.advance(Duration.ofMinutes(10).minusMillis(1));
    assertThat(statusWith(made, "alice")).isEqualTo(200);

    edge.clock.advance(Duration.ofMillis(1));
    Answer refused =
        edge.send(
            "POST", "/v1/users/alice/token", Optional.empty(), "X-API-Key", made.getString("key"));
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.problem()).isEqualTo("store-unavailable");
    assertThat(refused.header("Retry-After")).isPresent();
    assertThat(edge.send("POST", "/v1/users/alice/token").status()).as("configured").isEqualTo(200);
  }
}
