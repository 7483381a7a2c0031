package dev.acsgateway.http.stats;

import dev.acsgateway.quota.Operation;
import dev.acsgateway.quota.QuotaBudget;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What may be asked of ACS, by operation: quota left for all nodes, and this node's breaker.
 *
 * @param budgets where each operation stands; of none where quotas are switched off
 * @param breaker where the operation's breaker stands
 */
public record AcsStats(
    Supplier<Future<Map<Operation, QuotaBudget>>> budgets, Function<Operation, String> breaker)
    implements Supplier<Future<JsonObject>> {

  @Override
  public Future<JsonObject> get() {
    return budgets.get().map(this::json);
  }

  private JsonObject json(Map<Operation, QuotaBudget> known) {
    JsonObject json = new JsonObject();
    for (Operation operation : Operation.values()) {
      JsonObject figures = new JsonObject().put("breaker", breaker.apply(operation));
      QuotaBudget budget = known.get(operation);
      if (budget != null) {
        figures
            .put("permits", budget.permits())
            .put("remaining", budget.remaining())
            .put("closedForMillis", budget.closedFor().toMillis());
      }
      json.put(operation.wireName(), figures);
    }
    return json;
  }
}
