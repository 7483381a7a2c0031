/** What a deployment can carry, found by running the real code through days on a virtual clock. */
@NullMarked
package dev.acsgateway.capacity;

import org.jspecify.annotations.NullMarked;
