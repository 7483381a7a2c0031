package dev.acsgateway;

import dev.acsgateway.cleanup.CleanupCounts;
import dev.acsgateway.cleanup.CleanupVerticle;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** What metrics show of a node's clean-up. */
final class CleanupGauges {
  private CleanupGauges() {}

  static Map<String, LongSupplier> of(CleanupVerticle cleanup) {
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
