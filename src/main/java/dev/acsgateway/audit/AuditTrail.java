package dev.acsgateway.audit;

import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import java.util.Optional;

/** Keeps the newest records, up to a configured number. */
public interface AuditTrail {

  /**
   * Keeps a record. Fails with {@link StoreUnavailable}; then nobody knows whether it is kept, and
   * a repeat could keep it twice.
   */
  Future<Void> append(AuditRecord entry);

  /**
   * The newest records, newest first. Fails with {@link StoreUnavailable}, and with {@link
   * InvalidRequest} when {@code before} is not one of this trail's own cursors.
   *
   * @param limit at most this many
   * @param before {@link AuditPage#next()} of the page after which to go on
   */
  Future<AuditPage> newest(int limit, Optional<String> before);
}
