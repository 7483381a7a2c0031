package dev.acsgateway.ledger;

import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.identity.Identity;
import io.vertx.core.Future;
import java.util.List;

/**
 * Reads the ledger out and in. Any future may fail with {@link StoreUnavailable}; a repeat is safe.
 */
public interface LedgerArchive {
  /** Where reading begins. */
  String START = "";

  /**
   * A part of the ledger. Whoever is there from the first page to the last is in one of them; when
   * the ledger changes meanwhile, perhaps in two.
   *
   * @param cursor {@link #START}, or {@link LedgerPage#next()}
   */
  Future<LedgerPage> read(String cursor);

  /**
   * Takes rows in, each in one step. A row whose identity another user owns, or is about to own, is
   * a conflict.
   */
  Future<ImportTally> write(List<LedgerEntry> entries, ImportMode mode);

  /** Files identities as orphans that no user owns. */
  Future<FiledOrphans> fileOrphans(List<Identity> orphans);

  /** Returns whose an identity is. */
  Future<IdentityOwners> owners(Identity identity);

  /** How much there is, by counts that are kept anyway. */
  Future<LedgerSize> size();
}
