package dev.acsgateway.http.stats;

import dev.acsgateway.identity.AcsResourceId;
import dev.acsgateway.identity.ResourceBinding;
import dev.acsgateway.ledger.LedgerArchive;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Supplier;

/** How much the ledger holds, and of which ACS resource. */
public record LedgerStats(LedgerArchive archive, ResourceBinding binding)
    implements Supplier<Future<JsonObject>> {

  @Override
  public Future<JsonObject> get() {
    return binding
        .know("")
        .compose(
            known ->
                archive
                    .size()
                    .map(
                        size -> json(known.bound(), size.users(), size.orphans(), size.intents())));
  }

  private static JsonObject json(
      Optional<AcsResourceId> resource, long users, long orphans, long intents) {
    JsonObject json =
        new JsonObject().put("users", users).put("orphans", orphans).put("intents", intents);
    resource.ifPresent(id -> json.put("resource", id.value()));
    return json;
  }
}
