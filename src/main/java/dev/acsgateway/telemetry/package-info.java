/**
 * Meters. The other rooms do not know of them: what they do is measured from outside, by decorators
 * of their ports.
 *
 * <p>Invariant: label sets are bounded; no label holds a user, an identity or a key.
 */
@NullMarked
package dev.acsgateway.telemetry;

import org.jspecify.annotations.NullMarked;
