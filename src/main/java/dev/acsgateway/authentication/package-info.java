/**
 * Who is calling, and what they may do: API keys for backends and operators, JWTs for frontends.
 *
 * <p>Invariant: "denied" and "could not check" are different outcomes; the second is never a 401.
 */
@NullMarked
package dev.acsgateway.authentication;

import org.jspecify.annotations.NullMarked;
