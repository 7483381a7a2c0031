package dev.acsgateway.emulator.authentication;

import dev.acsgateway.emulator.state.AcsResource;

/** What came of looking at a request's credentials. */
public sealed interface Authentication {

  /**
   * The request may act on a resource.
   *
   * @param keySerial the access key that signed it, {@link
   *     dev.acsgateway.emulator.token.TokenClaims#BEARER} for a bearer token
   */
  record Accepted(AcsResource resource, int keySerial) implements Authentication {}

  /** The request is refused. */
  enum Denied implements Authentication {
    /** The body is not the one that was hashed. */
    CONTENT_HASH,
    /** Anything else: no, malformed or wrong credentials, or a date too far off. */
    CREDENTIALS
  }
}
