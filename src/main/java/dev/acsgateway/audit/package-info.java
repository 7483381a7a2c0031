/**
 * Who did what, when, to what, and what came of it: the records that operators and their auditors
 * read, and the port that keeps them.
 *
 * <p>Invariant: a record names a user only by {@link dev.acsgateway.identity.UserId#hash()}, and
 * holds no secret and no token.
 */
@NullMarked
package dev.acsgateway.audit;

import org.jspecify.annotations.NullMarked;
