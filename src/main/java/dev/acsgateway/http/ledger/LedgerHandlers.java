package dev.acsgateway.http.ledger;

import dev.acsgateway.identity.ResourceBinding;
import dev.acsgateway.ledger.LedgerArchive;
import dev.acsgateway.ledger.LedgerImport;
import dev.acsgateway.ledger.LedgerRepair;
import java.time.InstantSource;

/**
 * What operators can do with the ledger as a whole.
 *
 * @param export writes it out
 * @param upload reads it in
 * @param owners says whose an identity is
 * @param reconcile mends it
 */
public record LedgerHandlers(
    ExportHandler export, ImportHandler upload, OwnersHandler owners, ReconcileHandler reconcile) {

  /** The handlers over these ports. */
  public static LedgerHandlers of(
      LedgerArchive archive, ResourceBinding binding, LedgerRepair repair, InstantSource clock) {
    return new LedgerHandlers(
        new ExportHandler(archive, binding),
        new ImportHandler(new LedgerImport(archive, binding)),
        new OwnersHandler(archive),
        new ReconcileHandler(repair, clock));
  }
}
