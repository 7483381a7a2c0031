package dev.acsgateway.http.cleanup;

import dev.acsgateway.cleanup.CleanupCounts;
import dev.acsgateway.cleanup.CleanupForecast;
import dev.acsgateway.cleanup.CleanupJob;
import dev.acsgateway.cleanup.CleanupRequest;
import dev.acsgateway.cleanup.CleanupService;
import dev.acsgateway.cleanup.CleanupTarget;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** Writes clean-up jobs. */
final class CleanupJson {
  private CleanupJson() {}

  /** The job, for a caller who may see it. */
  static JsonObject of(CleanupJob job, CleanupService cleanups) {
    JsonObject json = new JsonObject().put("id", job.id()).put("state", job.state().wireName());
    putRequest(json, job.request());
    job.schedule().ifPresent(name -> json.put("schedule", name));
    json.put("counts", counts(job.counts()));
    CleanupForecast forecast = cleanups.forecast(job);
    forecast.ratePerSecond().ifPresent(rate -> json.put("rate", Math.round(rate * 10) / 10.0));
    forecast.eta().ifPresent(eta -> json.put("etaSeconds", eta.toSeconds()));
    if (!job.sample().isEmpty()) {
      json.put("sample", new JsonArray(job.sample()));
    }
    json.put("createdAt", job.createdAt().toString());
    job.finishedAt().ifPresent(at -> json.put("finishedAt", at.toString()));
    return json;
  }

  private static void putRequest(JsonObject json, CleanupRequest request) {
    switch (request.target()) {
      case CleanupTarget.Idle(Duration olderThan) ->
          json.put("target", "idle").put("olderThan", olderThan.toString());
      case CleanupTarget.Listed() -> json.put("target", "listed");
      case CleanupTarget.Orphans() -> json.put("target", "orphans");
    }
    json.put("dryRun", request.dryRun());
    request.limit().ifPresent(limit -> json.put("limit", limit));
    request.ratePerSecond().ifPresent(rate -> json.put("ratePerSecond", rate));
  }

  private static JsonObject counts(CleanupCounts counts) {
    return new JsonObject()
        .put("total", counts.total())
        .put("done", counts.done())
        .put("failed", counts.failed())
        .put("skipped", counts.skipped())
        .put("left", counts.left())
        .put("alreadyGone", counts.alreadyGone());
  }
}
