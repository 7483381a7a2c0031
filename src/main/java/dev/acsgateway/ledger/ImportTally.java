package dev.acsgateway.ledger;

/**
 * What became of rows that were read in.
 *
 * @param added users who were not known
 * @param same users who own the identity already
 * @param replaced users whose other identity is an orphan now
 * @param conflicts rows for which nothing was done: the user owns another identity or is being
 *     changed, or another user owns the identity, or it is about to be deleted
 */
public record ImportTally(long added, long same, long replaced, long conflicts) {
  /** Nothing yet. */
  public static final ImportTally NONE = new ImportTally(0, 0, 0, 0);

  /** Both together. */
  public ImportTally plus(ImportTally other) {
    return new ImportTally(
        added + other.added,
        same + other.same,
        replaced + other.replaced,
        conflicts + other.conflicts);
  }
}
