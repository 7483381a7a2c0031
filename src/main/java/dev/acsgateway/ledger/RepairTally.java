package dev.acsgateway.ledger;

/**
 * What a repair found and mended.
 *
 * @param records records that were looked at
 * @param indexed records that the index did not have, or had in the wrong place
 * @param unindexed index entries that no record stood behind
 * @param reclaimed orphans that had an owner after all
 * @param abandoned records of creations that broke off; each is an intent now
 * @param forgottenIntents intents that were given up, being too old to come back; each may stand
 *     for an identity at ACS that nobody knows
 * @param owners owners whom the index of identities lacked
 * @param disowned entries of that index that no record stood behind
 * @param shared users whose identity another user owns, too
 * @param signed rows that were signed, or signed with a newer key
 * @param forged rows that no gateway of this deployment has signed
 * @param left what the ledger holds afterwards, as far as the repair came
 */
public record RepairTally(
    long records,
    long indexed,
    long unindexed,
    long reclaimed,
    long abandoned,
    long forgottenIntents,
    long owners,
    long disowned,
    long shared,
    long signed,
    long forged,
    LedgerSize left) {
  /** Nothing yet. */
  public static final RepairTally NONE =
      new RepairTally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, LedgerSize.NONE);

  /** Returns the same with so many rows signed and found forged besides. */
  public RepairTally signing(long nowSigned, long foundForged) {
    return new RepairTally(
        records,
        indexed,
        unindexed,
        reclaimed,
        abandoned,
        forgottenIntents,
        owners,
        disowned,
        shared,
        signed + nowSigned,
        forged + foundForged,
        left);
  }

  /** Both together. */
  public RepairTally plus(RepairTally other) {
    return new RepairTally(
        records + other.records,
        indexed + other.indexed,
        unindexed + other.unindexed,
        reclaimed + other.reclaimed,
        abandoned + other.abandoned,
        forgottenIntents + other.forgottenIntents,
        owners + other.owners,
        disowned + other.disowned,
        shared + other.shared,
        signed + other.signed,
        forged + other.forged,
        left.plus(other.left));
  }
}
