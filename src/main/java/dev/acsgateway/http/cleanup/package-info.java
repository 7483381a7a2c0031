/**
 * The admin routes about clean-up jobs, one small handler each.
 *
 * <p>Invariant: a caller who is confined to some users starts jobs for such users only, and sees
 * and controls no job but those that callers so confined have started.
 */
@NullMarked
package dev.acsgateway.http.cleanup;

import org.jspecify.annotations.NullMarked;
