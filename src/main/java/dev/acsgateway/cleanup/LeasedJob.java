package dev.acsgateway.cleanup;

/**
 * A job that a node has taken on.
 *
 * @param lease the right to work on it
 * @param job the job as it stood
 * @param planned whether its candidates are all listed
 * @param cursor how far the listing is
 */
public record LeasedJob(Lease lease, CleanupJob job, boolean planned, String cursor) {}
