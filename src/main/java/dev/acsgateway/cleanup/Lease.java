package dev.acsgateway.cleanup;

/**
 * A node's right to work on a job.
 *
 * @param jobId the job
 * @param nonce names this holding, so that a paused node cannot write with a lease that ran out
 */
public record Lease(String jobId, String nonce) {}
