package dev.acsgateway.token;

import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import dev.acsgateway.identity.UserId;

/**
 * Names one cached token. The lifetime is part of it, so that a short-lived token never answers a
 * request for the default one, nor the other way round.
 *
 * @param user whose token
 * @param scopes what for
 * @param lifetime the life asked of ACS
 */
public record TokenKey(UserId user, TokenScopes scopes, TokenLifetime lifetime) {}
