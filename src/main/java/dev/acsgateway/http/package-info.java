/**
 * The two HTTP listeners: their route tables ({@link dev.acsgateway.http.ApiRoutes}, {@link
 * dev.acsgateway.http.AdminRoutes}), one small handler per step and operation, and the one place
 * that turns failures into answers ({@link dev.acsgateway.http.FailureMapper}).
 *
 * <p>Invariants: a route without a permission does not exist, unless it is public in so many words;
 * nothing invalid reaches a service; every answer carries {@code X-Request-Id} and {@code
 * Cache-Control: no-store}; no answer shows an exception's text.
 */
@NullMarked
package dev.acsgateway.http;

import org.jspecify.annotations.NullMarked;
