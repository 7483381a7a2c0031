package dev.acsgateway.http;

import dev.acsgateway.cleanup.CleanupCounts;
import dev.acsgateway.cleanup.CleanupJob;
import io.vertx.core.json.JsonObject;

/** Writes clean-up jobs. */
final class CleanupJson {
  private CleanupJson() {}

  static JsonObject of(CleanupJob job) {
    CleanupCounts counts = job.counts();
    JsonObject json =
        new JsonObject()
            .put("id", job.id())
            .put("state", job.state().wireName())
            .put(
                "counts",
                new JsonObject()
                    .put("total", counts.total())
                    .put("done", counts.done())
                    .put("failed", counts.failed())
                    .put("skipped", counts.skipped())
                    .put("left", counts.left()))
            .put("createdAt", job.createdAt().toString());
    job.finishedAt().ifPresent(at -> json.put("finishedAt", at.toString()));
    return json;
  }
}
