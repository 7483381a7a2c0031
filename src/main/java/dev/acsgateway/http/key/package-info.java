/**
 * API keys over HTTP: made, listed, rotated and revoked. The secret is shown once, to its maker.
 */
@NullMarked
package dev.acsgateway.http.key;

import org.jspecify.annotations.NullMarked;
