package dev.acsgateway.http.ledger;

import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.http.JsonAnswer;
import dev.acsgateway.http.audit.Auditor;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.ledger.ImportMode;
import dev.acsgateway.ledger.LedgerEntry;
import dev.acsgateway.ledger.LedgerImport;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.parsetools.RecordParser;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One upload under way. Lines are taken in by the batch; while one is written, the client waits. An
 * upload with a head must come to its end, or it is refused, though what came is taken in: sending
 * it again does no harm.
 */
final class ImportUpload {
  private static final int BATCH = 2_000;
  private static final int LONGEST_LINE = 8 * 1024;

  private final RoutingContext context;
  private final LedgerImport ledger;
  private final ImportMode mode;
  private final RecordParser parser;
  private final LineDigest digest = new LineDigest();
  private final ImportReport report = new ImportReport();
  private List<LedgerEntry> users = new ArrayList<>(BATCH);
  private List<Identity> orphans = new ArrayList<>();
  private long line;
  private boolean headed;
  private Optional<String> flaw = Optional.empty();
  private Optional<ImportLine.End> end = Optional.empty();
  private boolean over;

  ImportUpload(RoutingContext context, LedgerImport ledger, ImportMode mode) {
    this.context = context;
    this.ledger = ledger;
    this.mode = mode;
    this.parser = RecordParser.newDelimited("\n", context.request()).maxRecordSize(LONGEST_LINE);
  }

  void start() {
    parser
        .exceptionHandler(
            e ->
                fail(
                    new InvalidRequest(
                        "body",
                        "A line is longer than "
                            + LONGEST_LINE
                            + " bytes, or the upload broke off.")))
        .endHandler(ended -> flush().onComplete(written -> finish(), this::fail))
        .handler(this::take);
  }

  private void take(Buffer bytes) {
    line++;
    if (over || isBlank(bytes)) {
      return;
    }
    if (end.isPresent()) {
      fail(new InvalidRequest("body", "Line " + line + " comes after the end."));
      return;
    }
    take(ImportLine.parse(bytes), bytes);
    if (users.size() + orphans.size() >= BATCH) {
      parser.pause();
      flush().onComplete(written -> parser.resume(), this::fail);
    }
  }

  private void take(ImportLine what, Buffer bytes) {
    if (!(what instanceof ImportLine.End)) {
      digest.line(bytes);
    }
    switch (what) {
      case ImportLine.Head(String format) -> begin(format);
      case ImportLine.User(LedgerEntry entry) -> {
        users.add(entry);
        report.countLine();
      }
      case ImportLine.Orphan(Identity identity) -> {
        orphans.add(identity);
        report.countLine();
      }
      case ImportLine.End reached -> end = Optional.of(reached);
      case ImportLine.Bad(String reason) -> report.countInvalid(line, reason);
    }
  }

  private void begin(String format) {
    headed = true;
    if (line > 1 || !format.equals(LedgerLines.FORMAT)) {
      fail(new InvalidRequest("body", "Line " + line + " is not the head of a known format."));
    }
  }

  private static boolean isBlank(Buffer bytes) {
    return bytes.length() == 0 || (bytes.length() == 1 && bytes.getByte(0) == '\r');
  }

  private Future<Void> flush() {
    if (over || (users.isEmpty() && orphans.isEmpty())) {
      return Future.succeededFuture();
    }
    List<LedgerEntry> batch = users;
    List<Identity> ownerless = orphans;
    users = new ArrayList<>(BATCH);
    orphans = new ArrayList<>();
    return ledger.write(batch, ownerless, mode).onSuccess(report::add).mapEmpty();
  }

  private void finish() {
    if (over) {
      return;
    }
    flaw = end.map(this::flawOf).orElse(headed ? Optional.of("it breaks off") : Optional.empty());
    if (flaw.isPresent()) {
      fail(
          new InvalidRequest(
              "body", "The upload is not whole: " + flaw.get() + ". Taken in: " + report + "."));
      return;
    }
    over = true;
    Auditor.detail(context, report.toString());
    JsonAnswer.send(context, 200, report.toJson());
  }

  private Optional<String> flawOf(ImportLine.End promised) {
    if (promised.lines() != report.lines()) {
      return Optional.of("its end speaks of " + promised.lines() + " lines");
    }
    return promised.sha256().equals(digest.value())
        ? Optional.empty()
        : Optional.of("its digest is another one");
  }

  private void fail(Throwable cause) {
    if (!over) {
      over = true;
      parser.handler(null).endHandler(null).resume();
      context.fail(cause);
    }
  }
}
