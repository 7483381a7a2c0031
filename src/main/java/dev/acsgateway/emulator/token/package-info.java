/**
 * The access tokens of the emulator: how they are minted, sealed and read back.
 *
 * <p>Invariants: a token says nothing that the emulator would have to remember, so no token is ever
 * stored; all keys derive from the emulator's seed, so tokens outlive a restart with the same seed.
 * The keys are worth nothing outside an emulator.
 */
@NullMarked
package dev.acsgateway.emulator.token;

import org.jspecify.annotations.NullMarked;
