package dev.acsgateway.identity;

import java.time.Instant;

/**
 * A revocation that was made.
 *
 * @param revokedAt when ACS confirmed it; from then on no gateway node serves an older token
 * @param effectiveBy when ACS guarantees that all of its own services refuse the older tokens
 */
public record Revocation(Instant revokedAt, Instant effectiveBy) {}
