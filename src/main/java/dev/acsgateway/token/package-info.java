/**
 * Access tokens: answered from the cache while fresh, else obtained from ACS in one flight.
 *
 * <p>Invariant: while ACS is up, no token with less than the minimum validity left is served, and
 * none that was revoked before the request began. A node that is cut off from Redis may break the
 * second half, for {@code token.near-cache.max-age} at most.
 */
@NullMarked
package dev.acsgateway.token;

import org.jspecify.annotations.NullMarked;
