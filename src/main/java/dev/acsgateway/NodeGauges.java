package dev.acsgateway;

import dev.acsgateway.authentication.ApiKeySync;
import dev.acsgateway.authentication.ConfiguredApiKeys;
import dev.acsgateway.cleanup.CleanupCounts;
import dev.acsgateway.cleanup.CleanupVerticle;
import dev.acsgateway.telemetry.Metrics;
import dev.acsgateway.token.TokenCounts;
import java.util.Map;
import java.util.OptionalInt;

/** Connects a node's own counts (tokens, API keys, clean-up) to its meters. */
final class NodeGauges {
  private NodeGauges() {}

  static void show(
      Metrics metrics, Services services, ConfiguredApiKeys configured, ApiKeySync shared) {
    TokenCounts tokens = services.tokens().counts();
    metrics.tokens(
        tokens.bySource(), tokens.byFlight(), tokens.byRefresh(), services.tokens()::remembered);
    metrics.apiKeys(
        Map.of("configured", configured::size, "shared", () -> orNotANumber(shared.known())));
    show(metrics, services.cleaner());
  }

  private static Number orNotANumber(OptionalInt count) {
    return count.isPresent() ? (double) count.getAsInt() : Double.NaN;
  }

  private static void show(Metrics metrics, CleanupVerticle cleaner) {
    metrics.cleanup(
        () -> cleaner.progress().isPresent(),
        () -> cleaner.progress().map(CleanupCounts::left).orElse(0L),
        Map.of(
            "deleted", () -> cleaner.finished().done() - cleaner.finished().alreadyGone(),
            "already_gone", () -> cleaner.finished().alreadyGone(),
            "skipped", () -> cleaner.finished().skipped(),
            "failed", () -> cleaner.finished().failed()));
  }
}
