package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * What the ledger has, as a node counts it that reconciles it.
 *
 * @param users with an identity
 * @param orphans identities that nobody owns
 * @param intents identities that there may be
 */
record LedgerSum(long users, long orphans, long intents) {

  /** Counts, and mends. */
  static LedgerSum of(CleanupJobs.Caller admin) {
    LedgerSum sum = new LedgerSum(0, 0, 0);
    JsonObject step = JsonObject.of("next", "");
    while (step.containsKey("next")) {
      String cursor = step.getString("next");
      String body = cursor.isEmpty() ? "" : JsonObject.of("cursor", cursor).encode();
      step = new JsonObject(admin.send("POST", "/admin/v1/ledger/reconcile", body).body());
      sum = sum.plus(step);
    }
    return sum;
  }

  private LedgerSum plus(JsonObject step) {
    return new LedgerSum(
        users + step.getLong("users"),
        orphans + step.getLong("orphans"),
        intents + step.getLong("intents"));
  }

  /** Every identity at ACS is a user's, an orphan or an intent's. */
  void assertExplains(Set<String> alive) {
    long known = users + orphans;
    assertThat((long) alive.size()).as(toString()).isBetween(known, known + intents);
  }
}
