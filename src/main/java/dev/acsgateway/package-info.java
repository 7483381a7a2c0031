/** Root. */
@NullMarked
package dev.acsgateway;

import org.jspecify.annotations.NullMarked;
