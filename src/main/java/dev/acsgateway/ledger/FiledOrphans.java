package dev.acsgateway.ledger;

/**
 * What became of identities that were to be filed as orphans.
 *
 * @param filed those that were not filed yet
 * @param owned those that a user owns; nothing was done
 */
public record FiledOrphans(long filed, long owned) {
  /** Nothing yet. */
  public static final FiledOrphans NONE = new FiledOrphans(0, 0);

  /** Both together. */
  public FiledOrphans plus(FiledOrphans other) {
    return new FiledOrphans(filed + other.filed, owned + other.owned);
  }
}
