package dev.acsgateway;

import static dev.acsgateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.emulator.control.Fault;
import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.redis.RedisContent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing is left of a user who was erased: not at ACS, not in Redis, not on any node. */
@Tag("topology")
class ErasureIT {
  private static final String ERIN = "erin.to-be-erased@example.org";
  private static final String PATH = "/v1/users/" + ERIN;
  private static final int NODES = 2;
  private static final Duration SOON = Duration.ofSeconds(60);

  private GatewayFixture gateway;

  @BeforeEach
  void start() {
    gateway = new GatewayFixture().withNode().withNode();
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  /** Leaves a trace wherever a user can leave one. */
  private String live() {
    String identity = "";
    for (int node = 0; node < NODES; node++) {
      JsonObject token = json(gateway.api(node, "POST", PATH + "/token", ""));
      identity = token.getString("communicationUserId");
      gateway.api(node, "POST", PATH + "/token", "{\"scopes\":[\"voip\"]}");
      gateway.api(node, "POST", PATH + "/token", "{\"expiresInMinutes\":60}");
      gateway.api(node, "DELETE", PATH + "/tokens", "");
      gateway.api(node, "POST", PATH + "/token", "");
      gateway.api(node, "GET", PATH, "");
    }
    assertThat(RedisContent.read()).contains(ERIN, identity);
    return identity;
  }

  private static void assertNothingIsLeftOf(String identity) {
    assertThat(RedisContent.read().toLowerCase(Locale.ROOT))
        .doesNotContain(ERIN, "erin", identity.toLowerCase(Locale.ROOT));
    assertThat(RedisContent.keys())
        .filteredOn(key -> key.contains(new UserId(ERIN).hash()))
        .as("keys of the user")
        .isEmpty();
  }

  private boolean livesAtAcs(String identity) {
    UUID guid = UUID.fromString(identity.substring(identity.indexOf('_') + 1));
    return gateway.emulator.controls().resources().getFirst().find(guid).orElseThrow().alive();
  }

  private List<JsonObject> auditOf(String action) {
    JsonArray records = json(gateway.admin("GET", "/admin/v1/audit", "")).getJsonArray("records");
    List<JsonObject> found = new ArrayList<>();
    records.forEach(each -> found.add((JsonObject) each));
    return found.stream().filter(each -> each.getString("action").equals(action)).toList();
  }

  @Test
  void nothingIsLeftOfAnErasedUser() {
    String identity = live();

    assertThat(gateway.api("DELETE", PATH, "").statusCode()).isEqualTo(204);

    await().until(() -> auditOf("user.erase").size() == 1);
    assertNothingIsLeftOf(identity);
    assertThat(livesAtAcs(identity)).isFalse();
    JsonObject record = auditOf("user.erase").getFirst();
    assertThat(record.getString("target")).isEqualTo("user:" + new UserId(ERIN).hash());
    assertThat(record.getString("caller")).isEqualTo("key:" + gateway.allPowerful.id());
    assertThat(record.getString("result")).isEqualTo("done");
  }

  @Test
  void noNodeServesAnErasedUserFromWhatItRemembers() {
    String identity = live();

    gateway.api("DELETE", PATH, "");

    for (int node = 0; node < NODES; node++) {
      assertThat(gateway.api(node, "GET", PATH, "").statusCode()).isEqualTo(404);
    }
    for (int node = 0; node < NODES; node++) {
      assertThat(
              json(gateway.api(node, "POST", PATH + "/token", "")).getString("communicationUserId"))
          .isNotEqualTo(identity);
    }
  }

  @Test
  void anErasureThatAcsHoldsUpIsRecordedAsFailedAndDoneByARepeat() {
    String identity = live();
    gateway.emulator.controls().faults().next(Operation.DELETE, Fault.status(403), 1);

    assertThat(gateway.api("DELETE", PATH, "").statusCode()).isGreaterThanOrEqualTo(500);
    assertThat(livesAtAcs(identity)).isTrue();

    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> gateway.api("DELETE", PATH, "").statusCode() == 204);
    assertThat(livesAtAcs(identity)).isFalse();
    assertNothingIsLeftOf(identity);
    await()
        .until(
            () ->
                auditOf("user.erase").getFirst().getString("result").equals("done")
                    && auditOf("user.erase").getLast().getString("result").equals("failed"));
  }

  @Test
  void noCleanUpJobRemembersTheName() {
    live();
    CleanupJobs jobs = new CleanupJobs(gateway::admin);
    JsonObject her = JsonObject.of("userIds", JsonArray.of(ERIN));
    String dryRun = jobs.start(her.copy().put("dryRun", true));
    jobs.untilState(dryRun, SOON, "completed");
    gateway.emulator.controls().faults().next(Operation.DELETE, Fault.status(400), 1);
    String failed = jobs.start(CleanupJobs.forReal(her));
    assertThat(CleanupJobs.count(jobs.untilState(failed, SOON, "completed"), "failed"))
        .isEqualTo(1);
    String waiting =
        jobs.start(
            CleanupJobs.forReal(
                JsonObject.of("userIds", JsonArray.of("nobody", ERIN), "ratePerSecond", 0.001)));
    jobs.until(waiting, SOON, it -> CleanupJobs.looked(it) == 1);
    assertThat(jobs.read(dryRun).getJsonArray("sample")).containsExactly(ERIN);
    assertThat(failures(failed)).extracting(it -> it.getString("userId")).containsExactly(ERIN);

    await()
        .atMost(SOON)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> gateway.api("DELETE", PATH, "").statusCode() == 204);

    assertThat(RedisContent.read().toLowerCase(Locale.ROOT)).doesNotContain(ERIN, "erin");
    assertThat(jobs.read(dryRun).containsKey("sample")).isFalse();
    assertThat(failures(failed)).hasSize(1).noneMatch(it -> it.containsKey("userId"));
    jobs.order(waiting, "cancel");
    jobs.untilState(waiting, SOON, "cancelled");
    jobs.order(failed, "retry");
    assertThat(CleanupJobs.count(jobs.untilState(failed, SOON, "completed"), "skipped"))
        .isEqualTo(1);
  }

  private List<JsonObject> failures(String job) {
    return json(gateway.admin("GET", job + "/failures", "")).getJsonArray("failures").stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  @Test
  void noAuditRecordOfAnyActionNamesTheUserTheKeyOrAToken() {
    String identity = live();
    String token = json(gateway.api("POST", PATH + "/token", "")).getString("token");
    gateway.admin("GET", "/admin/v1/identities", "");
    gateway.admin("POST", "/admin/v1/ledger/reconcile", "");
    gateway.api("DELETE", PATH, "");

    await().until(() -> auditOf("user.erase").size() == 1);
    assertThat(gateway.admin("GET", "/admin/v1/audit", "").body())
        .contains("tokens.revoke", "ledger.export", "ledger.reconcile", "user.erase")
        .doesNotContain(ERIN, identity, token, gateway.allPowerful.key().value());
  }
}
