/**
 * Adapters from the gateway's ports to Redis, its only shared state.
 *
 * <p>Invariants: all keys of a user, and its shard's indexes, carry the same hash tag, so one
 * script can change them together; every change of more than one key is one script; deadlines are
 * counted by the Redis server's clock, so that nodes with wrong clocks cannot steal flights or
 * leases; no key holds a user id, and no value a token, in the clear.
 */
@NullMarked
package dev.acsgateway.redis;

import org.jspecify.annotations.NullMarked;
