package dev.acsgateway.emulator.control;

/** Whether ACS would still honour a token, and if not, why. The first reason that holds counts. */
public enum TokenState {
  /** Not a token of this emulator, or of an identity or resource that it does not know. */
  UNKNOWN,
  /** Its identity is deleted. */
  DELETED,
  /** Its identity's tokens were revoked, or the access key that it was made with is gone. */
  REVOKED,
  /** Its time is over. */
  EXPIRED,
  /** Good. */
  ACTIVE
}
