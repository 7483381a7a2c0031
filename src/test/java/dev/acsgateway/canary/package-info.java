/** Watches what the whole suite logs, at every level, for a token or a key in it. */
@NullMarked
package dev.acsgateway.canary;

import org.jspecify.annotations.NullMarked;
