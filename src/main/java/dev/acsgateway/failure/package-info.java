/**
 * The closed set of failures that the gateway expects. Each has a name, a detail fit to be shown to
 * a client, and no stack trace. Exactly one place, in the {@code http} room, maps them to answers.
 */
@NullMarked
package dev.acsgateway.failure;

import org.jspecify.annotations.NullMarked;
