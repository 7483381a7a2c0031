package dev.acsgateway;

import dev.acsgateway.authentication.ConfiguredApiKeys;
import dev.acsgateway.http.RateLimits;
import dev.acsgateway.redis.RedisStore;
import dev.acsgateway.telemetry.LogLevel;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The settings that may change while a node runs. Every other one holds after a restart. */
final class ReloadableSettings {
  /** How each is put in effect; false where this change of it needs a restart after all. */
  private final Map<String, Predicate<GatewayConfig>> bySetting;

  private volatile SortedSet<String> waiting = Collections.emptySortedSet();

  ReloadableSettings(
      ConfiguredApiKeys keys,
      RateLimits limits,
      AcsAccess acs,
      RedisStore store,
      LogLevel logLevel) {
    Predicate<GatewayConfig> useLimits = always(config -> limits.replace(config.limits()));
    Predicate<GatewayConfig> useCredentials = config -> acs.use(config.acs());
    Predicate<GatewayConfig> useRedisAccess = always(config -> store.use(config.redis()));
    bySetting =
        Map.ofEntries(
            Map.entry(
                "authentication.api-keys",
                always(config -> keys.replace(config.authentication().apiKeys()))),
            Map.entry("limits.per-key", useLimits),
            Map.entry("limits.per-user", useLimits),
            Map.entry("limits.failed-authentication", useLimits),
            Map.entry("acs.connection-string", useCredentials),
            Map.entry("acs.access-key", useCredentials),
            Map.entry("acs.second-access-key", useCredentials),
            Map.entry("redis.username", useRedisAccess),
            Map.entry("redis.password", useRedisAccess),
            Map.entry("redis.sentinel-username", useRedisAccess),
            Map.entry("redis.sentinel-password", useRedisAccess),
            Map.entry("redis.trust-certificate", useRedisAccess),
            Map.entry("redis.client-certificate", useRedisAccess),
            Map.entry("redis.client-key", useRedisAccess),
            Map.entry("log.level", always(config -> logLevel.use(config.log()))));
  }

  /**
   * Puts changed settings in effect.
   *
   * @param changed which ones stand otherwise than before
   * @return those that are in effect now
   */
  SortedSet<String> use(GatewayConfig config, Set<String> changed) {
    SortedSet<String> inEffect = new TreeSet<>();
    for (String setting : changed) {
      if (bySetting.getOrDefault(setting, unknown -> false).test(config)) {
        inEffect.add(setting);
      }
    }
    return inEffect;
  }

  /** Notes which changed settings will hold after a restart only. */
  void waitForRestart(SortedSet<String> settings) {
    waiting = Collections.unmodifiableSortedSet(new TreeSet<>(settings));
  }

  /** Which changed settings wait for a restart. */
  SortedSet<String> waitingForRestart() {
    return waiting;
  }

  private static Predicate<GatewayConfig> always(Consumer<GatewayConfig> use) {
    return config -> {
      use.accept(config);
      return true;
    };
  }
}
