/**
 * Who signed a request: HMAC-SHA256 with an access key, or an Entra bearer token.
 *
 * <p>Invariants: a signature is checked over what was received, byte for byte, never over a
 * normalised form; nothing here does I/O; a refusal says no more than ACS does.
 */
@NullMarked
package dev.acsgateway.emulator.authentication;

import org.jspecify.annotations.NullMarked;
