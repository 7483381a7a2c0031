/**
 * Application users, ACS identities, and the two ports between them: {@link
 * dev.acsgateway.identity.IdentityClient} (what ACS can do) and {@link
 * dev.acsgateway.identity.IdentityLedger} (which identity belongs to whom).
 *
 * <p>Invariant: a user owns at most one identity; every identity ever created is owned, filed as an
 * orphan, or visible as an abandoned intent.
 */
@NullMarked
package dev.acsgateway.identity;

import org.jspecify.annotations.NullMarked;
