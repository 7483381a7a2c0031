/**
 * The controls over HTTP, under {@code /_emulator/}: JSON in, JSON out.
 *
 * <p>Invariants: there is no authentication, so only clients on this machine are served; every
 * route does what one method of {@link dev.acsgateway.emulator.control.EmulatorControls} does;
 * durations and instants are ISO 8601; a bad request says what is wrong and changes nothing.
 */
@NullMarked
package dev.acsgateway.emulator.admin;

import org.jspecify.annotations.NullMarked;
