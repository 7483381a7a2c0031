package dev.acsgateway.identity;

import java.util.Locale;

/** Where a user stands in the ledger. */
public enum UserState {
  /** A flight is making the identity; a crash leaves this behind as a visible intent. */
  CREATING,
  /** The user owns an identity. */
  ACTIVE,
  /** Tokens are being revoked: none is served or issued until it ends. */
  REVOKING,
  /** The identity is being deleted: a token request gets a new one, never the dying one. */
  DELETING;

  /** The state's name in the ledger and in answers: lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The inverse of {@link #wireName()}. */
  public static UserState of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
