package dev.acsgateway.emulator.rest;

import dev.acsgateway.emulator.control.TokenPolicy;

/** {@code POST /identities/{id}/:revokeAccessTokens}: ends every token issued so far. */
final class RevokeTokens implements ApiHandler {
  private final TokenPolicy policy;

  RevokeTokens(TokenPolicy policy) {
    this.policy = policy;
  }

  @Override
  public ApiResponse handle(ApiRequest request) {
    OwnedIdentity owned = OwnedIdentity.of(request);
    long now = request.now().toEpochMilli();
    long effectiveAt = now + policy.revocationDelay().toMillis();
    if (!owned.resource().revoke(owned.guid(), now, effectiveAt)) {
      throw Failures.unknownIdentity();
    }
    return ApiResponse.noContent();
  }
}
