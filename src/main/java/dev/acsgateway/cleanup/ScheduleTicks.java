package dev.acsgateway.cleanup;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/**
 * Which ticks of which schedule were taken, by any node. May fail with {@link StoreUnavailable}.
 */
public interface ScheduleTicks {

  /**
   * What came of a claim.
   *
   * @param taken whether this node has the tick; nobody gets it again, nor any earlier one
   * @param previousJob the job that the schedule started last
   */
  record Claimed(boolean taken, Optional<String> previousJob) {}

  /** Claims a tick. */
  Future<Claimed> claim(String schedule, Instant tick);

  /** Records what the schedule started. */
  Future<Void> started(String schedule, String jobId);
}
