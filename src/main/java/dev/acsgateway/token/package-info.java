/**
 * Access tokens: answered from the cache while fresh, else obtained from ACS in one flight.
 *
 * <p>Invariant: while ACS is up, no token with less than the minimum validity left is served, and
 * none that was revoked before the request began. A node that is cut off from Redis may break the
 * second half, for {@code token.near-cache.max-age} at most.
 *
 * <p>Teams users' tokens have a way of their own, for they belong to no identity of the ledger:
 * they are remembered under a digest of the Entra ID token that ACS took for them, and no longer
 * than that lives. One that ACS gave just now is handed on even under the minimum validity.
 */
@NullMarked
package dev.acsgateway.token;

import org.jspecify.annotations.NullMarked;
