/** The audit trail at the edge: what writes it, and the route that reads it. */
@NullMarked
package dev.acsgateway.http.audit;

import org.jspecify.annotations.NullMarked;
