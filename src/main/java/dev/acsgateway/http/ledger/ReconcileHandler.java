package dev.acsgateway.http.ledger;

import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.http.JsonAnswer;
import dev.acsgateway.http.JsonFields;
import dev.acsgateway.http.audit.Auditor;
import dev.acsgateway.ledger.LedgerRepair;
import dev.acsgateway.ledger.RepairStep;
import dev.acsgateway.ledger.RepairTally;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * Mends a part of the ledger, about a second's worth, and says where to go on: so a repair survives
 * any node, and nobody waits for one request.
 */
public final class ReconcileHandler implements Handler<RoutingContext> {
  private static final String CURSOR = "cursor";
  private static final String INTENTS = "forgetIntentsAfter";
  private static final Duration SLICE = Duration.ofSeconds(1);

  /** Far longer than any flight, so that no node is still waiting for ACS. */
  private static final Duration SHORTEST = Duration.ofMinutes(10);

  private final LedgerRepair repair;
  private final InstantSource clock;

  public ReconcileHandler(LedgerRepair repair, InstantSource clock) {
    this.repair = repair;
    this.clock = clock;
  }

  @Override
  public void handle(RoutingContext context) {
    JsonFields body = JsonFields.read(context, Set.of(CURSOR, INTENTS));
    Instant now = clock.instant();
    Instant intentsBefore =
        now.minus(body.text(INTENTS).map(ReconcileHandler::age).orElse(Duration.ofDays(1)));
    JsonAnswer.when(
        steps(
            body.text(CURSOR).orElse(LedgerRepair.START),
            intentsBefore,
            RepairTally.NONE,
            now.plus(SLICE)),
        context,
        done -> {
          Auditor.detail(context, detail(done));
          JsonAnswer.send(context, 200, json(done));
        });
  }

  private static Duration age(String text) {
    try {
      Duration age = Duration.parse(text);
      if (age.compareTo(SHORTEST) >= 0) {
        return age;
      }
    } catch (DateTimeException e) {
      // answered below, as any other time that is not allowed
    }
    throw new InvalidRequest(INTENTS, INTENTS + " must be a time span of at least PT10M.");
  }

  private Future<RepairStep> steps(
      String cursor, Instant intentsBefore, RepairTally before, Instant until) {
    return repair
        .step(cursor, intentsBefore)
        .compose(
            step -> {
              RepairTally tally = before.plus(step.tally());
              Optional<String> next = step.next();
              return next.isPresent() && clock.instant().isBefore(until)
                  ? steps(next.get(), intentsBefore, tally, until)
                  : Future.succeededFuture(new RepairStep(tally, next));
            });
  }

  private static JsonObject json(RepairStep done) {
    RepairTally tally = done.tally();
    JsonObject json =
        new JsonObject()
            .put("records", tally.records())
            .put("indexed", tally.indexed())
            .put("unindexed", tally.unindexed())
            .put("reclaimed", tally.reclaimed())
            .put("abandoned", tally.abandoned())
            .put("forgottenIntents", tally.forgottenIntents())
            .put("owners", tally.owners())
            .put("disowned", tally.disowned())
            .put("shared", tally.shared())
            .put("signed", tally.signed())
            .put("forged", tally.forged())
            .put("users", tally.left().users())
            .put("orphans", tally.left().orphans())
            .put("intents", tally.left().intents());
    done.next().ifPresent(next -> json.put("next", next));
    return json;
  }

  private static String detail(RepairStep done) {
    RepairTally tally = done.tally();
    return ("indexed=%d unindexed=%d reclaimed=%d abandoned=%d forgottenIntents=%d"
            + " owners=%d disowned=%d shared=%d signed=%d forged=%d")
        .formatted(
            tally.indexed(),
            tally.unindexed(),
            tally.reclaimed(),
            tally.abandoned(),
            tally.forgottenIntents(),
            tally.owners(),
            tally.disowned(),
            tally.shared(),
            tally.signed(),
            tally.forged());
  }
}
