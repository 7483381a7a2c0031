package dev.acsgateway.cleanup;

import dev.acsgateway.identity.UserId;
import java.util.Optional;

/**
 * A candidate that could not be deleted.
 *
 * @param candidate which
 * @param user what the user is called; empty when it is none, or the ledger knows it no more
 * @param reason why, in one sentence
 */
public record CleanupFailure(Candidate candidate, Optional<UserId> user, String reason) {}
