package dev.acsgateway.cli;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A clean-up job as the gateway tells it.
 *
 * @param json its answer
 */
record CleanupView(JsonObject json) {

  String id() {
    return json.getString("id");
  }

  String state() {
    return json.getString("state");
  }

  boolean isOver() {
    return state().equals("completed") || state().equals("cancelled");
  }

  boolean hasFailures() {
    return count("failed") > 0;
  }

  boolean isDryRun() {
    return json.getBoolean("dryRun");
  }

  long total() {
    return count("total");
  }

  /** How many have been looked at. */
  long looked() {
    return total() - count("left");
  }

  private long count(String name) {
    return json.getJsonObject("counts").getLong(name);
  }

  /** The counts in a few words. */
  String summary() {
    return isDryRun()
        ? "%s: %d would be deleted, %d skipped%s"
            .formatted(state(), count("left"), count("skipped"), eta())
        : "%s: %d of %d, %d deleted, %d failed, %d skipped%s%s"
            .formatted(
                state(),
                looked(),
                total(),
                count("done"),
                count("failed"),
                count("skipped"),
                rate(),
                eta());
  }

  private String rate() {
    return Optional.ofNullable(json.getDouble("rate"))
        .map(rate -> String.format(Locale.ROOT, ", %.1f/s", rate))
        .orElse("");
  }

  private String eta() {
    return Optional.ofNullable(json.getLong("etaSeconds"))
        .map(
            seconds ->
                ", takes "
                    + Duration.ofSeconds(seconds).toString().substring(2).toLowerCase(Locale.ROOT))
        .orElse("");
  }

  /** One line of a list. */
  String line() {
    return "%s  %s  %s%s  %s"
        .formatted(
            id(),
            json.getString("createdAt"),
            json.getString("target"),
            isDryRun() ? " (dry run)" : "",
            summary());
  }
}
