package dev.acsgateway.http.ledger;

import dev.acsgateway.ledger.LedgerImport;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What became of an upload so far; on one event loop. */
final class ImportReport {
  private static final int MOST_EXAMPLES = 20;

  private final JsonArray examples = new JsonArray();
  private LedgerImport.Outcome outcome = LedgerImport.Outcome.NONE;
  private long lines;
  private long invalid;

  /** A line of a user or an orphan. */
  void countLine() {
    lines++;
  }

  /** A line that is none; it counts as one all the same. */
  void countInvalid(long number, String reason) {
    lines++;
    invalid++;
    if (examples.size() < MOST_EXAMPLES) {
      examples.add(new JsonObject().put("line", number).put("reason", reason));
    }
  }

  void add(LedgerImport.Outcome written) {
    outcome = outcome.plus(written);
  }

  long lines() {
    return lines;
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("lines", lines)
        .put("added", outcome.tally().added())
        .put("same", outcome.tally().same())
        .put("replaced", outcome.tally().replaced())
        .put("conflicts", outcome.tally().conflicts())
        .put("orphans", outcome.orphans())
        .put("foreign", outcome.foreign())
        .put("invalid", invalid)
        .put("examples", examples);
  }

  /** The counts in one line, without an example. */
  @Override
  public String toString() {
    return "lines=%d added=%d same=%d replaced=%d conflicts=%d orphans=%d foreign=%d invalid=%d"
        .formatted(
            lines,
            outcome.tally().added(),
            outcome.tally().same(),
            outcome.tally().replaced(),
            outcome.tally().conflicts(),
            outcome.orphans(),
            outcome.foreign(),
            invalid);
  }
}
