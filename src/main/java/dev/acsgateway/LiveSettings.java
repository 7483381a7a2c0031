package dev.acsgateway;

import dev.acsgateway.authentication.ConfiguredApiKeys;
import dev.acsgateway.http.RateLimits;
import dev.acsgateway.telemetry.LogLevel;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The settings that may change while a node runs. Every other one holds after a restart. */
final class LiveSettings {
  /** How each is put in effect; false where this change of it needs a restart after all. */
  private final Map<String, Predicate<GatewayConfig>> bySetting;

  private volatile SortedSet<String> waiting = Collections.emptySortedSet();

  LiveSettings(ConfiguredApiKeys keys, RateLimits limits, AcsAccess acs, LogLevel logLevel) {
    Predicate<GatewayConfig> useLimits = always(config -> limits.replace(config.limits()));
    Predicate<GatewayConfig> useCredentials = config -> acs.use(config.acs());
    bySetting =
        Map.of(
            "authentication.api-keys",
            always(config -> keys.replace(config.authentication().apiKeys())),
            "limits.per-key",
            useLimits,
            "limits.per-user",
            useLimits,
            "limits.failed-authentication",
            useLimits,
            "acs.connection-string",
            useCredentials,
            "acs.access-key",
            useCredentials,
            "acs.second-access-key",
            useCredentials,
            "log.level",
            always(config -> logLevel.use(config.log())));
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
