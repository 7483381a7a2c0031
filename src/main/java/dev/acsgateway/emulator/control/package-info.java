/**
 * What one can turn and read on a running emulator: clock, quotas, latencies, faults, calls,
 * tokens.
 *
 * <p>Invariants: every type here is safe for use by any thread; a setting counts from the next
 * request on; everything random is drawn from the emulator's seed, so the same seed and the same
 * order of requests give the same faults and delays.
 */
@NullMarked
package dev.acsgateway.emulator.control;

import org.jspecify.annotations.NullMarked;
