package dev.acsgateway;

import static dev.acsgateway.GatewayFixture.header;
import static dev.acsgateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.authentication.ApiKeyFactory;
import dev.acsgateway.authentication.ApiKeyFactory.NewApiKey;
import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.LoadedConfig;
import dev.acsgateway.emulator.control.TokenState;
import dev.acsgateway.emulator.state.AcsResource;
import dev.acsgateway.emulator.state.KeySlot;
import dev.acsgateway.fake.CapturedLogs;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose configuration is changed while it runs. */
class ConfigurationReloadIT {
  private final GatewayFixture fixture = new GatewayFixture();
  private final NewApiKey newcomer = new ApiKeyFactory(new SecureRandom()).make("newcomer");
  private final AtomicInteger looks = new AtomicInteger();
  private volatile JsonObject written = new JsonObject();
  private volatile UnaryOperator<JsonObject> glitch = UnaryOperator.identity();
  private GatewayProcess process;
  private Gateway node;

  @TempDir Path directory;

  @BeforeEach
  void start() {
    written = fixture.patientConfig().put("reload", new JsonObject().put("interval", "100ms"));
    process = new GatewayProcess("the test", this::look, false);
    node = process.start();
  }

  @AfterEach
  void stop() {
    process.close();
    fixture.close();
  }

  private LoadedConfig<GatewayConfig> look() {
    looks.incrementAndGet();
    return ConfigReader.reading(glitch.apply(written), Map.of(), GatewayConfig::from);
  }

  /** Writes the configuration anew, in one piece. */
  private void change(UnaryOperator<JsonObject> change) {
    written = change.apply(written.copy());
  }

  private static UnaryOperator<JsonObject> put(String section, String key, Object value) {
    return tree -> {
      if (!tree.containsKey(section)) {
        tree.put(section, new JsonObject());
      }
      tree.getJsonObject(section).put(key, value);
      return tree;
    };
  }

  private void awaitLooks(int more) {
    int before = looks.get();
    await().until(() -> looks.get() >= before + more);
  }

  private HttpResponse<String> ask(NewApiKey key, String user) {
    return fixture.send(
        fixture
            .request(node.apiPort(), "POST", "/v1/users/" + user + "/token", "")
            .header("X-API-Key", key.key().value()));
  }

  private String token(String user) {
    HttpResponse<String> answer = ask(fixture.allPowerful, user);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).getString("token");
  }

  private TokenState state(String token) {
    return fixture.emulator.controls().introspect(token).state();
  }

  private JsonArray keysWithNewcomer() {
    JsonArray keys = written.getJsonObject("authentication").getJsonArray("api-keys").copy();
    return keys.add(
        JsonObject.of(
            "id",
            newcomer.id(),
            "hash",
            newcomer.hash().toHex(),
            "permissions",
            JsonArray.of("tokens:issue")));
  }

  @Test
  void anApiKeyThatIsListedLaterOpensAndOneThatIsTakenOffDoesNot() {
    JsonArray without = written.getJsonObject("authentication").getJsonArray("api-keys");
    assertThat(ask(newcomer, "ann").statusCode()).isEqualTo(401);

    change(put("authentication", "api-keys", keysWithNewcomer()));
    await().until(() -> ask(newcomer, "ann").statusCode() == 200);

    change(put("authentication", "api-keys", without));
    await().until(() -> ask(newcomer, "ann").statusCode() == 401);
    assertThat(ask(fixture.allPowerful, "ann").statusCode()).isEqualTo(200);
  }

  @Test
  void aLimitHoldsAsSoonAsItIsChanged() {
    assertThat(header(ask(fixture.allPowerful, "ann"), "RateLimit-Limit")).isEqualTo("10000");

    change(put("limits", "per-key", "7/h"));

    await().until(() -> header(ask(fixture.allPowerful, "ann"), "RateLimit-Limit").equals("7"));
    await().until(() -> ask(fixture.allPowerful, "ann").statusCode() == 429);
  }

  @Test
  void anAccessKeyThatIsReplacedDropsTheTokensOfTheFormerAndKeepsIdentities() {
    AcsResource resource = fixture.emulator.controls().resources().getFirst();
    String before = token("ann");
    String identity = json(ask(fixture.allPowerful, "ann")).getString("communicationUserId");

    change(
        put(
            "acs",
            "connection-string",
            fixture.emulator.connectionString(resource, KeySlot.SECONDARY)));
    await().until(() -> !token("ann").equals(before));
    fixture.emulator.controls().regenerateKey(resource.id(), KeySlot.PRIMARY);

    String after = token("ann");
    assertThat(state(before)).isNotEqualTo(TokenState.ACTIVE);
    assertThat(state(after)).isEqualTo(TokenState.ACTIVE);
    assertThat(state(token("bob"))).isEqualTo(TokenState.ACTIVE);
    assertThat(json(ask(fixture.allPowerful, "ann")).getString("communicationUserId"))
        .isEqualTo(identity);
  }

  @Test
  void aSecondAccessKeyInAFileOfItsOwnIsTakenOverWhenTheFileIsReplaced() throws IOException {
    AcsResource resource = fixture.emulator.controls().resources().getFirst();
    Path file = directory.resolve("second");
    Files.writeString(file, "c29tZXRoaW5nIGVsc2U=");
    change(put("acs", "second-access-key-file", file.toString()));
    awaitLooks(3);
    String before = token("ann");

    Files.writeString(file, resource.key(KeySlot.SECONDARY).secret());
    awaitLooks(3);
    rotate();

    await().until(() -> !token("ann").equals(before));
    fixture.emulator.controls().regenerateKey(resource.id(), KeySlot.PRIMARY);
    assertThat(state(token("ann"))).isEqualTo(TokenState.ACTIVE);
    assertThat(state(token("bob"))).isEqualTo(TokenState.ACTIVE);
  }

  private void rotate() {
    HttpResponse<String> answer =
        fixture.send(
            fixture
                .request(node.adminPort(), "POST", "/admin/v1/access-key/rotate", "")
                .header("X-API-Key", fixture.allPowerful.key().value()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void whatNeedsARestartIsNamedAndNotTakenOver() {
    try (CapturedLogs logs = new CapturedLogs()) {
      change(put("limits", "per-user", "5/s"));
      change(put("redis", "shards", 64));

      await().until(() -> logs.text().contains("The configuration was changed"));
      assertThat(logs.text())
          .contains("In effect now: limits.per-user. After a restart: redis.shards.");
      assertThat(json(health()).getJsonObject("components").getJsonObject("configuration"))
          .isEqualTo(JsonObject.of("waitingForRestart", JsonArray.of("redis.shards")));

      change(put("redis", "shards", 512));
      change(put("acs", "connection-string", elsewhere()));
      await()
          .until(
              () ->
                  logs.text()
                      .contains("In effect now: nothing. After a restart: acs.connection-string."));
      assertThat(logs.text()).doesNotContain(elsewhere());
    }
    assertThat(ask(fixture.allPowerful, "ann").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> health() {
    return fixture.send(
        fixture
            .request(node.adminPort(), "GET", "/health", "")
            .header("X-API-Key", fixture.allPowerful.key().value()));
  }

  private static String elsewhere() {
    return "endpoint=https://elsewhere.communication.azure.com/;accesskey=bm90LXlvdXJz";
  }

  @Test
  void aConfigurationThatIsNotValidChangesNothingAndIsComplainedOfOnce() {
    try (CapturedLogs logs = new CapturedLogs()) {
      change(put("limits", "per-key", "a lot"));
      change(put("authentication", "api-keys", keysWithNewcomer()));
      awaitLooks(5);

      assertThat(ask(newcomer, "ann").statusCode()).isEqualTo(401);
      assertThat(ask(fixture.allPowerful, "ann").statusCode()).isEqualTo(200);
      assertThat(logs.text()).contains("'a lot' is not a number of requests");
      assertThat(logs.text().split("The changed configuration is not used\\. ", -1)).hasSize(2);
    }
    change(put("limits", "per-key", "10000/s"));
    await().until(() -> ask(newcomer, "ann").statusCode() == 200);
  }

  @Test
  void aFileThatIsSeenHalfWrittenIsNotTakenOver() {
    try (CapturedLogs logs = new CapturedLogs()) {
      AtomicInteger turn = new AtomicInteger();
      JsonArray one =
          JsonArray.of(
              written.getJsonObject("authentication").getJsonArray("api-keys").getValue(1));
      glitch =
          tree ->
              turn.incrementAndGet() % 2 == 0
                  ? put("authentication", "api-keys", one).apply(tree.copy())
                  : tree;
      awaitLooks(7);

      assertThat(ask(fixture.allPowerful, "ann").statusCode()).isEqualTo(200);
      assertThat(logs.text()).doesNotContain("The configuration was changed");
    }
  }

  @Test
  void theLogLevelFollowsAndFallsBack() {
    try (CapturedLogs logs = new CapturedLogs()) {
      change(put("log", "level", "error"));
      awaitLooks(4);
      assertThat(logs.text()).doesNotContain("In effect now: log.level");

      change(put("log", "level", "info"));
      await().until(() -> logs.text().contains("In effect now: log.level"));
    }
  }
}
