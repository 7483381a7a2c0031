package dev.acsgateway.identity;

/**
 * What create-with-token answers.
 *
 * @param identity the new identity
 * @param token its first token
 */
public record IdentityWithToken(Identity identity, AccessToken token) {}
