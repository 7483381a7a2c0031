package dev.acsgateway.token;

import dev.acsgateway.identity.TokenScopes;
import java.time.Instant;

/**
 * A token fit to be served.
 *
 * @param entry the token and whose it is
 * @param scopes what it is good for
 * @param refreshOn from when on asking again brings a newer one
 * @param source where it came from
 */
public record TokenAnswer(
    CachedToken entry, TokenScopes scopes, Instant refreshOn, TokenSource source) {}
