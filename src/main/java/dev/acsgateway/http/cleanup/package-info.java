/**
 * The admin routes about clean-up jobs, one small handler each.
 *
 * <p>Invariant: whoever may not act for every user starts jobs for named users only, and is shown
 * no user.
 */
@NullMarked
package dev.acsgateway.http.cleanup;

import org.jspecify.annotations.NullMarked;
