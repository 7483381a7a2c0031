/**
 * How the calls to ACS are shared out: {@link dev.acsgateway.quota.QuotaGovernor} is the port to
 * the count that all nodes share, {@link dev.acsgateway.quota.GovernedIdentityClient} makes calls
 * wait for it.
 *
 * <p>Invariants: no call is made without a permit; a permit is counted before it is used; waiting
 * is bounded in time and in number.
 */
@NullMarked
package dev.acsgateway.quota;

import org.jspecify.annotations.NullMarked;
