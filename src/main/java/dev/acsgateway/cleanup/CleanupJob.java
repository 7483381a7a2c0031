package dev.acsgateway.cleanup;

import java.time.Instant;
import java.util.Optional;

/**
 * A clean-up job as it stands.
 *
 * @param id names the job
 * @param state where it stands
 * @param counts how far it is
 * @param createdAt when it was asked for
 * @param finishedAt when it ended; empty while it has not
 */
public record CleanupJob(
    String id,
    CleanupState state,
    CleanupCounts counts,
    Instant createdAt,
    Optional<Instant> finishedAt) {}
