package dev.acsgateway.emulator.rest;

/**
 * {@code DELETE /identities/{id}}: ends an identity and all its tokens; a second time is 404 [?].
 */
final class DeleteIdentity implements ApiHandler {

  @Override
  public ApiResponse handle(ApiRequest request) {
    OwnedIdentity owned = OwnedIdentity.of(request);
    if (!owned.resource().delete(owned.guid(), request.now().toEpochMilli())) {
      throw Failures.unknownIdentity();
    }
    return ApiResponse.noContent();
  }
}
