package dev.acsgateway.cleanup;

/**
 * A node's right to work on a job.
 *
 * @param jobId the job
 * @param nonce names this holding, so that a paused node cannot write with a lease that ran out
 */
public record Lease(String jobId, String nonce) {

  /** Whether the holder is to go on. */
  public enum Standing {
    GO_ON,
    /** The job was paused or cancelled: finish what is in hand, then end. */
    STOP,
    /** The lease is another's by now: nothing more can be recorded. */
    LOST
  }
}
