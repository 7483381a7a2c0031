/**
 * The composition root: {@link dev.acsgateway.Gateway} builds and deploys one node, {@link
 * dev.acsgateway.Main} starts the process. Everything may be imported here; nothing but {@code cli}
 * imports this.
 */
@NullMarked
package dev.acsgateway;

import org.jspecify.annotations.NullMarked;
