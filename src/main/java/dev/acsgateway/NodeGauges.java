package dev.acsgateway;

import dev.acsgateway.authentication.ApiKeySync;
import dev.acsgateway.authentication.ConfiguredApiKeys;
import dev.acsgateway.cleanup.CleanupCounts;
import dev.acsgateway.cleanup.CleanupVerticle;
import dev.acsgateway.telemetry.Metrics;
import dev.acsgateway.token.TokenCounts;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** What metrics show of a node's own counts: tokens, API keys, clean-up. */
final class NodeGauges {
  private NodeGauges() {}

  static void show(
      Metrics metrics, Services services, ConfiguredApiKeys configured, ApiKeySync shared) {
    TokenCounts tokens = services.tokens().counts();
    metrics.tokens(
        tokens.bySource(), tokens.byFlight(), tokens.byRefresh(), services.tokens()::remembered);
    metrics.apiKeys(
        Map.of("configured", configured::size, "shared", () -> orNotANumber(shared.known())));
    metrics.cleanupProgress(
        () -> services.cleaner().progress().isPresent(), progress(services.cleaner()));
  }

  private static Number orNotANumber(OptionalInt count) {
    return count.isPresent() ? (double) count.getAsInt() : Double.NaN;
  }

  private static Map<String, LongSupplier> progress(CleanupVerticle cleanup) {
    return Map.of(
        "total", count(cleanup, CleanupCounts::total),
        "done", count(cleanup, CleanupCounts::done),
        "failed", count(cleanup, CleanupCounts::failed),
        "skipped", count(cleanup, CleanupCounts::skipped),
        "left", count(cleanup, CleanupCounts::left),
        "already_gone", count(cleanup, CleanupCounts::alreadyGone));
  }

  private static LongSupplier count(CleanupVerticle cleanup, ToLongFunction<CleanupCounts> count) {
    return () -> cleanup.progress().map(counts -> count.applyAsLong(counts)).orElse(0L);
  }
}
