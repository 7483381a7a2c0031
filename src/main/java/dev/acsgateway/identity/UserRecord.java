package dev.acsgateway.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * What the ledger knows of a user.
 *
 * @param user the application's name
 * @param identity the identity; empty while the first one is being made
 * @param state where the user stands
 * @param epoch grows by one with every revocation step, deletion and new identity
 * @param createdAt when the identity was recorded; empty while the first one is being made
 * @param lastIssuedAt when ACS last issued a token for it; empty while there was none
 */
public record UserRecord(
    UserId user,
    Optional<Identity> identity,
    UserState state,
    long epoch,
    Optional<Instant> createdAt,
    Optional<Instant> lastIssuedAt) {}
