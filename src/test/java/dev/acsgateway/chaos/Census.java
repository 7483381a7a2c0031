package dev.acsgateway.chaos;

import java.util.HashSet;
import java.util.Set;

/**
 * Identities at one moment.
 *
 * @param alive at ACS
 * @param owned by users of the ledger
 * @param orphans that nobody owns, as the ledger knows
 * @param intents creations of which the ledger does not know what came
 */
record Census(Set<String> alive, Set<String> owned, Set<String> orphans, long intents) {
  Census {
    alive = Set.copyOf(alive);
    owned = Set.copyOf(owned);
    orphans = Set.copyOf(orphans);
  }

  /** Alive at ACS, and not in the ledger. */
  Set<String> unknown() {
    Set<String> unknown = new HashSet<>(alive);
    unknown.removeAll(owned);
    unknown.removeAll(orphans);
    return unknown;
  }

  @Override
  public String toString() {
    return "%d alive, %d owned, %d orphans, %d intents"
        .formatted(alive.size(), owned.size(), orphans.size(), intents);
  }
}
