/**
 * Clean-up jobs: delete identities that nobody uses any more, watchably and resumably, one job at a
 * time per node.
 */
@NullMarked
package dev.acsgateway.cleanup;

import org.jspecify.annotations.NullMarked;
