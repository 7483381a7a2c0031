/**
 * The adapters from {@link dev.acsgateway.identity.IdentityClient} to the Azure SDKs.
 *
 * <p>Two SDKs cannot share one class path, so {@code SdkIdentityClient} exists twice, once per
 * source root under {@code src/sdk}; a build carries one of them. Here is what both need: the
 * configuration, the HTTP client on the gateway's own Vert.x, the mapping of every answer to the
 * closed set of failures, and the bridge from Reactor to Vert.x futures.
 *
 * <p>Invariants: one call is one HTTP request (the SDKs' retries are off); nothing here logs or
 * quotes a request, a response body or a header, so no token and no key can leak.
 */
@NullMarked
package dev.acsgateway.acs;

import org.jspecify.annotations.NullMarked;
