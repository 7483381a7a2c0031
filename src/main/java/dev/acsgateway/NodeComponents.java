package dev.acsgateway;

import dev.acsgateway.authentication.ApiKeySync;
import dev.acsgateway.authentication.ConfiguredApiKeys;
import dev.acsgateway.http.stats.StatsSection;
import dev.acsgateway.redis.RedisStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** How each part of a node is, for operators: nothing is asked of anybody for it. */
final class NodeComponents {
  private NodeComponents() {}

  static List<StatsSection> of(
      RedisStore store,
      AcsAccess acs,
      ConfiguredApiKeys configured,
      ApiKeySync shared,
      ReloadableSettings live,
      NodeClock clock) {
    return List.of(
        section("redis", () -> redis(store)),
        section("acs", acs::breakers),
        section("clock", clock::json),
        section("apiKeys", () -> apiKeys(configured, shared.known())),
        section(
            "configuration",
            () ->
                JsonObject.of(
                    "waitingForRestart", new JsonArray(List.copyOf(live.waitingForRestart())))));
  }

  private static StatsSection section(String name, Supplier<JsonObject> state) {
    return new StatsSection(name, () -> Future.succeededFuture(state.get()));
  }

  private static JsonObject redis(RedisStore store) {
    JsonObject redis =
        JsonObject.of(
            "commands", state(store.isUp()),
            "subscription", state(store.invalidations().upToDate()),
            "writes", state(store.writeRefusal().isEmpty()));
    store.writeRefusal().ifPresent(code -> redis.put("writesRefusedWith", code));
    return redis;
  }

  private static JsonObject apiKeys(ConfiguredApiKeys configured, OptionalInt shared) {
    JsonObject keys = JsonObject.of("loaded", shared.isPresent(), "configured", configured.size());
    shared.ifPresent(count -> keys.put("shared", count));
    return keys;
  }

  private static String state(boolean up) {
    return up ? "up" : "down";
  }
}
