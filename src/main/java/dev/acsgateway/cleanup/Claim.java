package dev.acsgateway.cleanup;

import dev.acsgateway.identity.Identity;
import java.time.Duration;

/** What came of asking for the right to delete a candidate's identity. */
public sealed interface Claim {

  /**
   * From here on nobody is served this identity, and its user gets a new one for the asking.
   *
   * @param identity the identity to delete
   * @param nonce names this claim, so that nobody else can give it back
   */
  record Granted(Identity identity, String nonce) implements Claim {}

  /** The user is in use, or has another identity by now. */
  record InUse() implements Claim {}

  /** There is no such user, or it owns no identity. */
  record Unknown() implements Claim {}

  /**
   * Another change of the user is under way.
   *
   * @param atMost how long it may still take
   */
  record Busy(Duration atMost) implements Claim {}
}
