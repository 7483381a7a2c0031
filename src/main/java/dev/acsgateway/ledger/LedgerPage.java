package dev.acsgateway.ledger;

import dev.acsgateway.identity.Identity;
import java.util.List;
import java.util.Optional;

/**
 * A part of the ledger; may be empty although more follows.
 *
 * @param entries users with their identities
 * @param orphans identities that nobody owns, or that are being deleted
 * @param next where to go on; empty at the end
 */
public record LedgerPage(List<LedgerEntry> entries, List<Identity> orphans, Optional<String> next) {

  public LedgerPage {
    entries = List.copyOf(entries);
    orphans = List.copyOf(orphans);
  }
}
