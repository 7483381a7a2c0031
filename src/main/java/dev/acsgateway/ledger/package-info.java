/**
 * The ledger as a whole: written out, read in, repaired and counted, while it serves. What is known
 * of one user is the affair of {@link dev.acsgateway.identity.IdentityLedger}.
 *
 * <p>Invariants: everything goes page by page, in flat memory however large the ledger is; each
 * change is one atomic step, so that work can break off anywhere and be begun anew.
 */
@NullMarked
package dev.acsgateway.ledger;

import org.jspecify.annotations.NullMarked;
