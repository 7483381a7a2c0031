/**
 * What the emulator remembers: resources, their access keys, their identities.
 *
 * <p>Invariants: a state change is in the journal before its caller hears of it; ids are never used
 * twice, deleted identities stay as tombstones; instants of identities are epoch milliseconds of
 * the emulator's clock, instants of tokens epoch seconds. Every type here is safe for use by any
 * thread.
 */
@NullMarked
package dev.acsgateway.emulator.state;

import org.jspecify.annotations.NullMarked;
