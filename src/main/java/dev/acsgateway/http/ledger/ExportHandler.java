package dev.acsgateway.http.ledger;

import dev.acsgateway.http.DeadlineHandler;
import dev.acsgateway.identity.ResourceBinding;
import dev.acsgateway.ledger.LedgerArchive;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Writes the whole ledger out, as fast as the client reads. */
public record ExportHandler(LedgerArchive archive, ResourceBinding binding)
    implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    DeadlineHandler.lift(context);
    binding
        .know("")
        .onComplete(
            known -> new LedgerExport(context, archive).start(known.bound()), context::fail);
  }
}
