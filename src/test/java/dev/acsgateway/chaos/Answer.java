package dev.acsgateway.chaos;

import java.time.Instant;

/** What a client was told. */
sealed interface Answer {

  /**
   * A token.
   *
   * @param near whether it came from the node's own memory
   */
  record Served(String token, String identity, boolean near) implements Answer {}

  /**
   * Tokens are revoked.
   *
   * @param effectiveBy when ACS surely knows, by the clock of the node
   */
  record Revoked(Instant effectiveBy) implements Answer {}

  /** A clean-up job was accepted. */
  record Accepted(String job) implements Answer {}

  /** A clean-up job was told what to do, and stands so, as the API names it. */
  record Ordered(String state) implements Answer {}

  /**
   * The other access key is in use.
   *
   * @param current its fingerprint
   * @param former the fingerprint of the one that was given up
   */
  record Rotated(String current, String former) implements Answer {}

  /** It is done. */
  record Done() implements Answer {}

  /**
   * A problem.
   *
   * @param problem the last part of its type
   */
  record Refused(int status, String problem) implements Answer {}

  /** An answer that the contract does not have. */
  record Strange(String what) implements Answer {}

  /** No answer at all. */
  record Silence(String reason) implements Answer {}
}
