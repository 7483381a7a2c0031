package dev.acsgateway.identity;

/** What to do when ACS turns out to be another resource than the ledger belongs to. */
public enum ResourceChange {
  /** Nothing but to say so. */
  REFUSE,
  /** Forget the identities of the old resource, and go on with the new one. */
  ADOPT
}
