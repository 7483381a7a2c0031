package dev.acsgateway;

import static dev.acsgateway.GatewayFixture.header;
import static dev.acsgateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.emulator.control.TokenState;
import dev.acsgateway.emulator.state.AcsResource;
import dev.acsgateway.emulator.state.KeySlot;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes, and the two access keys of an ACS resource. */
@Tag("topology")
class AccessKeyRotationIT {
  private GatewayFixture gateway;
  private AcsResource resource;

  @BeforeEach
  void start() {
    gateway = new GatewayFixture();
    resource = gateway.emulator.controls().resources().getFirst();
    gateway.withNode(bothKeys()).withNode(bothKeys());
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private JsonObject bothKeys() {
    JsonObject config = gateway.patientConfig();
    config.getJsonObject("acs").put("second-access-key", resource.key(KeySlot.SECONDARY).secret());
    return config;
  }

  private HttpResponse<String> ask(int node, String user) {
    HttpResponse<String> answer = gateway.api(node, "POST", "/v1/users/" + user + "/token", "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private String token(int node, String user) {
    return json(ask(node, user)).getString("token");
  }

  private JsonObject rotate(String body) {
    HttpResponse<String> answer = gateway.admin("POST", "/admin/v1/access-key/rotate", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer);
  }

  private TokenState state(String token) {
    return gateway.emulator.controls().introspect(token).state();
  }

  @Test
  void aRotationReplacesTheTokensOfTheFormerKeyOnEveryNodeAndKeepsIdentities() {
    String before = token(0, "alice");
    assertThat(token(1, "alice")).isEqualTo(before);
    String identity = json(ask(0, "alice")).getString("communicationUserId");

    JsonObject rotated = rotate("");
    assertThat(rotated.getString("current")).isNotEqualTo(rotated.getString("former"));
    await().until(() -> !token(1, "alice").equals(before));
    String after = token(0, "alice");
    assertThat(after).isNotEqualTo(before);
    assertThat(token(1, "alice")).isEqualTo(after);
    assertThat(json(ask(0, "alice")).getString("communicationUserId")).isEqualTo(identity);

    gateway.emulator.controls().regenerateKey(resource.id(), KeySlot.PRIMARY);
    assertThat(state(before)).isNotEqualTo(TokenState.ACTIVE);
    assertThat(state(after)).isEqualTo(TokenState.ACTIVE);
    assertThat(state(token(1, "bob"))).isEqualTo(TokenState.ACTIVE);
  }

  @Test
  void onlyTokensOfTheFormerKeyAreReplaced() {
    rotate("");
    String kept = token(0, "alice");

    gateway.emulator.calls().reset();
    assertThat(token(1, "alice")).isEqualTo(kept);
    assertThat(gateway.emulator.calls().total()).isZero();
  }

  @Test
  void withGraceTokensAreServedOnWhileTheyAreReplacedInTheBackground() {
    String before = token(0, "alice");

    rotate("{\"graceSeconds\":600}");
    assertThat(token(0, "alice")).isEqualTo(before);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> !token(0, "alice").equals(before) && !token(1, "alice").equals(before));
    assertThat(header(ask(0, "alice"), "Cache-Status")).contains("hit");
    assertThat(gateway.emulator.calls().count(Operation.ISSUE)).isEqualTo(1);
  }

  @Test
  void aNodeThatStartsLaterUsesTheKeyInUse() {
    JsonObject rotated = rotate("");
    gateway.emulator.controls().regenerateKey(resource.id(), KeySlot.PRIMARY);

    gateway.withNode(bothKeys());
    assertThat(state(token(2, "carol"))).isEqualTo(TokenState.ACTIVE);
    assertThat(rotate("").getString("former")).isEqualTo(rotated.getString("current"));
  }

  @Test
  void aNodeThatStartsWithoutTheKeyInUseDropsItsTokens() {
    String before = token(0, "alice");
    JsonObject config = gateway.patientConfig();
    config
        .getJsonObject("acs")
        .put("connection-string", gateway.emulator.connectionString(resource, KeySlot.SECONDARY));

    gateway.withNode(config);
    await().until(() -> !token(2, "alice").equals(before));
  }
}
