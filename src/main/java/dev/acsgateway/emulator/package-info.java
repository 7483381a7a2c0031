/**
 * An independent fake of the Azure Communication Services identity REST API.
 *
 * <p>Invariants: nothing under here uses any other package of this project, and signatures are
 * verified by this package's own code; one {@link dev.acsgateway.emulator.AcsEmulator} shares
 * nothing with another, so many may run in one process; with equal options two emulators give equal
 * ids, keys and faults.
 */
@NullMarked
package dev.acsgateway.emulator;

import org.jspecify.annotations.NullMarked;
