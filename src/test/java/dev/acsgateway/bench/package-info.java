/** What {@code scripts/bench} holds the gateway against, and the settings it runs with. */
@NullMarked
package dev.acsgateway.bench;

import org.jspecify.annotations.NullMarked;
