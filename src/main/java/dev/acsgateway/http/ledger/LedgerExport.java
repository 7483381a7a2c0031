package dev.acsgateway.http.ledger;

import dev.acsgateway.http.Content;
import dev.acsgateway.http.audit.Auditor;
import dev.acsgateway.identity.AcsResourceId;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.ledger.LedgerArchive;
import dev.acsgateway.ledger.LedgerEntry;
import dev.acsgateway.ledger.LedgerPage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One export under way. When it breaks off, the answer lacks its end and the connection is closed,
 * so that nobody takes a part for the whole.
 */
final class LedgerExport {
  private static final Logger log = LoggerFactory.getLogger(LedgerExport.class);

  private final RoutingContext context;
  private final HttpServerResponse response;
  private final LedgerArchive archive;
  private final LineDigest digest = new LineDigest();
  private long lines;

  LedgerExport(RoutingContext context, LedgerArchive archive) {
    this.context = context;
    this.response = context.response();
    this.archive = archive;
  }

  void start(Optional<AcsResourceId> resource) {
    response.putHeader(HttpHeaders.CONTENT_TYPE, LedgerLines.MEDIA_TYPE);
    if (Content.isLeftOut(context.request())) {
      response.end();
      return;
    }
    response.setChunked(true);
    send(LedgerLines.head(resource));
    read(LedgerArchive.START);
  }

  private void read(String cursor) {
    archive.read(cursor).onComplete(this::write, this::breakOff);
  }

  private void write(LedgerPage page) {
    if (response.closed() || response.ended()) {
      return;
    }
    Buffer rows = Buffer.buffer();
    for (LedgerEntry entry : page.entries()) {
      rows.appendBuffer(LedgerLines.user(entry));
    }
    for (Identity orphan : page.orphans()) {
      rows.appendBuffer(LedgerLines.orphan(orphan));
    }
    lines += page.entries().size() + (long) page.orphans().size();
    send(rows);
    if (page.next().isEmpty()) {
      Auditor.detail(context, "lines=" + lines);
      response.end(LedgerLines.end(lines, digest.value()));
    } else if (response.writeQueueFull()) {
      response.drainHandler(drained -> read(page.next().get()));
    } else {
      read(page.next().get());
    }
  }

  private void send(Buffer rows) {
    if (rows.length() > 0) {
      digest.lines(rows);
      response.write(rows);
    }
  }

  private void breakOff(Throwable cause) {
    log.warn("An export broke off after {} lines: {}", lines, cause.getMessage());
    context.request().connection().close();
  }
}
