package dev.acsgateway.emulator.rest;

import dev.acsgateway.emulator.state.AcsResource;
import dev.acsgateway.emulator.state.IdentityRecord;
import java.util.UUID;

/** An identity that the caller's resource owns and that is alive. */
record OwnedIdentity(AcsResource resource, UUID guid, IdentityRecord identity) {

  /**
   * Looks up the identity in the request's path.
   *
   * @throws ApiFailure if it is malformed, foreign, unknown or deleted
   */
  static OwnedIdentity of(ApiRequest request) {
    AcsResource resource = request.caller().resource();
    UUID guid = resource.guid(request.identity()).orElseThrow(Failures::notOwned);
    IdentityRecord identity =
        resource.find(guid).filter(IdentityRecord::alive).orElseThrow(Failures::unknownIdentity);
    return new OwnedIdentity(resource, guid, identity);
  }
}
