package dev.acsgateway.quota;

import java.time.Instant;

/**
 * Leave to make one call.
 *
 * @param stamp what the count that granted it calls it
 * @param askedAt when it was asked for, by this node's clock
 */
public record Permit(long stamp, Instant askedAt) {}
