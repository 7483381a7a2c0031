package dev.acsgateway.fake;

/** A step of making a user's first identity at which a node can die. */
public enum Crash {
  /** Before it wrote that it is about to. */
  BEFORE_INTENT,
  /** After that, and before ACS heard of it. */
  AFTER_INTENT,
  /** After ACS made the identity, and before that was written. */
  AFTER_ACS,
  /** After it was written, and before anybody was answered. */
  AFTER_COMMIT
}
