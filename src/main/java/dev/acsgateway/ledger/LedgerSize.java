package dev.acsgateway.ledger;

/**
 * How much the ledger holds.
 *
 * @param users users who own an identity
 * @param orphans identities at ACS that nobody owns
 * @param intents creations that broke off, of which nobody knows whether ACS made an identity
 */
public record LedgerSize(long users, long orphans, long intents) {
  /** An empty ledger. */
  public static final LedgerSize NONE = new LedgerSize(0, 0, 0);

  /** Both together. */
  public LedgerSize plus(LedgerSize other) {
    return new LedgerSize(users + other.users, orphans + other.orphans, intents + other.intents);
  }
}
