/**
 * A client in a browser, to look at: what a frontend does with the gateway. Local mode adds it to
 * the API; no gateway that is configured has it.
 */
@NullMarked
package dev.acsgateway.http.demo;

import org.jspecify.annotations.NullMarked;
