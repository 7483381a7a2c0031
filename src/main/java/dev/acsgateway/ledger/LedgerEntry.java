package dev.acsgateway.ledger;

import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Who owns which identity.
 *
 * @param user the application's name
 * @param identity the identity
 * @param createdAt when it was recorded; empty where that is not known
 * @param lastIssuedAt when a token was last issued for it; empty where that is not known
 */
public record LedgerEntry(
    UserId user, Identity identity, Optional<Instant> createdAt, Optional<Instant> lastIssuedAt) {}
