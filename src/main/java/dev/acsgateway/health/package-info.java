/**
 * Whether this node lives and whether it should get traffic. The probes live beside the components
 * they look at; this room runs them.
 *
 * <p>Invariant: a draining node is alive and not ready; a node that has lost something it can do
 * without for a while is degraded and still ready.
 */
@NullMarked
package dev.acsgateway.health;

import org.jspecify.annotations.NullMarked;
