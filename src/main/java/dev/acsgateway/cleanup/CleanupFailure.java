package dev.acsgateway.cleanup;

/**
 * A candidate that could not be deleted.
 *
 * @param candidate which
 * @param reason why, in one sentence
 */
public record CleanupFailure(Candidate candidate, String reason) {}
