package dev.acsgateway.ledger;

import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import java.time.Instant;

/**
 * Makes the ledger whole, step by step, while it serves: first every record gets its place in the
 * index, then the index loses what has no record. A repair that breaks off can be begun anew, or
 * gone on with from its last cursor.
 */
public interface LedgerRepair {
  /** Where a repair begins. */
  String START = "";

  /**
   * One step. Fails with {@link StoreUnavailable}; with {@link InvalidRequest} when the cursor is
   * none, or the ledger cannot be walked.
   *
   * @param cursor {@link #START}, or {@link RepairStep#next()}
   * @param intentsBefore intents from before this are given up; long enough ago that no node can
   *     still be waiting for ACS
   */
  Future<RepairStep> step(String cursor, Instant intentsBefore);
}
