/**
 * A look at the gateway without Azure: a real Redis, the emulator and a node in one process, with
 * credentials that last as long as it does. Nothing of it runs in production.
 */
@NullMarked
package dev.acsgateway.local;

import org.jspecify.annotations.NullMarked;
