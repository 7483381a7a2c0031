/** The access keys of the ACS resource over HTTP: rotated, never shown. */
@NullMarked
package dev.acsgateway.http.accesskey;

import org.jspecify.annotations.NullMarked;
