/**
 * The routes that write the ledger out, read it in and mend it. Both directions stream: a page at a
 * time is in memory, and whoever is slower sets the pace.
 */
@NullMarked
package dev.acsgateway.http.ledger;

import org.jspecify.annotations.NullMarked;
