/**
 * What stands between the network and the routes: TLS, connections that are too many or too slow,
 * load that is too much, proxies in front, and pages of other origins.
 */
@NullMarked
package dev.acsgateway.http.edge;

import org.jspecify.annotations.NullMarked;
