package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger mended and counted over HTTP, and who may do what with it. */
final class LedgerRoutesTest {
  private static final String RECONCILE = "/admin/v1/ledger/reconcile";

  private RunningEdge edge;

  @BeforeEach
  void start() {
    edge = new RunningEdge();
  }

  @AfterEach
  void stop() {
    edge.close();
  }

  @Test
  void aKeyForSomeUsersGetsNoneOfTheLedger() {
    String[] tenant = {"X-API-Key", edge.keys.tenant, "Content-Type", "application/x-ndjson"};
    assertThat(edge.send("GET", LedgerRows.PATH, Optional.empty(), tenant).status()).isEqualTo(403);
    assertThat(edge.send("POST", LedgerRows.PATH, Optional.of(LedgerRows.row(1)), tenant).status())
        .isEqualTo(403);
    assertThat(
            edge.send("POST", RECONCILE, Optional.empty(), "X-API-Key", edge.keys.tenant).status())
        .isEqualTo(403);
    assertThat(edge.calls.made()).isEmpty();
  }

  @Test
  void reconcilesAsLongAsItMayAndAddsUp() {
    Answer answer = edge.send("POST", RECONCILE, "{\"forgetIntentsAfter\":\"PT1H\"}");

    Instant before = edge.clock.instant().minusSeconds(3600);
    assertThat(edge.calls.made()).contains("repair  " + before, "repair i:0:0 " + before);
    assertThat(answer.json())
        .isEqualTo(
            new JsonObject()
                .put("records", 2)
                .put("indexed", 4)
                .put("unindexed", 6)
                .put("reclaimed", 8)
                .put("abandoned", 10)
                .put("forgottenIntents", 12)
                .put("owners", 14)
                .put("disowned", 16)
                .put("shared", 18)
                .put("signed", 20)
                .put("forged", 22)
                .put("users", 14)
                .put("orphans", 16)
                .put("intents", 18));
  }

  @Test
  void doesNotForgetIntentsThatMayComeBack() {
    assertThat(edge.send("POST", RECONCILE, "{\"forgetIntentsAfter\":\"PT9M\"}").problem())
        .isEqualTo("invalid-request");
    assertThat(edge.send("POST", RECONCILE, "{\"forgetIntentsAfter\":\"soon\"}").problem())
        .isEqualTo("invalid-request");
  }

  private Answer owners(String identity, String key) {
    return edge.send("GET", LedgerRows.PATH + "/" + identity, Optional.empty(), "X-API-Key", key);
  }

  @Test
  void saysWhoseAnIdentityIs() {
    edge.ledger.seed(2);

    JsonObject answer = owners(LedgerRows.identity(1), edge.keys.everything).json();

    assertThat(answer.getString("identity")).isEqualTo(LedgerRows.identity(1));
    assertThat(answer.getBoolean("orphan")).isFalse();
    assertThat(answer.getJsonArray("users").getJsonObject(0).getString("userId"))
        .isEqualTo("user-1");
    assertThat(owners(LedgerRows.identity(2), edge.keys.everything).json())
        .as("an orphan")
        .isEqualTo(
            JsonObject.of(
                "identity", LedgerRows.identity(2), "users", new JsonArray(), "orphan", true));
    assertThat(owners("8:acs:nobodys", edge.keys.everything).problem())
        .isEqualTo("identity-not-found");
  }

  @Test
  void whatIsNoIdentityIsRefused() {
    for (String bad : List.of("%20", "%00", "%C3", "x".repeat(257))) {
      assertThat(owners(bad, edge.keys.everything).problem()).as(bad).isEqualTo("invalid-request");
    }
  }

  @Test
  void aConfinedKeyIsToldOfItsOwnUsersAlone() {
    edge.ledger.seed(1);
    LedgerRows.upload(
        edge,
        LedgerRows.PATH,
        "{\"userId\":\"tenant-a:1\",\"identity\":\"" + LedgerRows.identity(7) + "\"}\n");

    assertThat(owners(LedgerRows.identity(7), edge.keys.tenant).status()).isEqualTo(200);
    assertThat(owners(LedgerRows.identity(0), edge.keys.tenant).problem())
        .isEqualTo("identity-not-found");
    assertThat(owners(LedgerRows.identity(1), edge.keys.tenant).problem())
        .as("an orphan")
        .isEqualTo("identity-not-found");
  }

  @Test
  void countsWithoutLookingAtUsers() {
    edge.ledger.seed(3);

    assertThat(edge.send("GET", "/admin/v1/stats").json().getJsonObject("ledger"))
        .isEqualTo(
            JsonObject.of(
                "users", 3, "orphans", 1, "intents", 0, "resource", FakeLedger.RESOURCE.value()));
    assertThat(edge.calls.made()).doesNotContain("read ledger");
  }
}
