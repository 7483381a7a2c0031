package dev.acsgateway.cleanup;

import dev.acsgateway.failure.InvalidRequest;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * A job whose candidates come piece by piece. It comes about as a whole with {@link #finish}, or
 * not at all. To be used by one caller at a time, one step after the other.
 */
public final class CleanupUpload {
  private static final int CHUNK = 1_000;

  private final JobStore store;
  private final String id;
  private final Instant createdAt;
  private final Consumer<CleanupJob> opened;
  private int added;

  CleanupUpload(JobStore store, String id, Instant createdAt, Consumer<CleanupJob> opened) {
    this.store = store;
    this.id = id;
    this.createdAt = createdAt;
    this.opened = opened;
  }

  /**
   * Adds candidates. Fails with {@link InvalidRequest} once they are more than {@value
   * CleanupRequest#MOST_LISTED}.
   */
  public Future<Void> add(List<Candidate> candidates) {
    added += candidates.size();
    if (added > CleanupRequest.MOST_LISTED) {
      return abort()
          .transform(
              aborted ->
                  Future.failedFuture(
                      new InvalidRequest(
                          "body",
                          "One list may name " + CleanupRequest.MOST_LISTED + " at most.")));
    }
    Future<Void> stored = Future.succeededFuture();
    for (int i = 0; i < candidates.size(); i += CHUNK) {
      List<Candidate> chunk = candidates.subList(i, Math.min(i + CHUNK, candidates.size()));
      stored = stored.compose(before -> store.add(id, chunk));
    }
    return stored;
  }

  /** Makes a job of it; fails with {@link InvalidRequest} when nobody was named. */
  public Future<CleanupJob> finish() {
    if (added == 0) {
      return abort()
          .transform(
              aborted -> Future.failedFuture(new InvalidRequest("body", "The list names nobody.")));
    }
    return store.open(id, createdAt).onSuccess(opened::accept);
  }

  /** Forgets it. */
  public Future<Void> abort() {
    return store.discard(id);
  }
}
