/** A real browser, for pages. */
@NullMarked
package dev.acsgateway.browser;

import org.jspecify.annotations.NullMarked;
