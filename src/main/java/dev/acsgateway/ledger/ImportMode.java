package dev.acsgateway.ledger;

/** What becomes of a user who owns another identity than the one that is read in. */
public enum ImportMode {
  /** The user keeps it; the row is a conflict. */
  KEEP,
  /** The user gets the identity of the row; the other one becomes an orphan. */
  OVERWRITE
}
