package dev.acsgateway.http.cleanup;

import dev.acsgateway.authentication.Caller;
import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.CleanupJob;
import dev.acsgateway.cleanup.CleanupRequest;
import dev.acsgateway.cleanup.CleanupService;
import dev.acsgateway.cleanup.CleanupTarget;
import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.http.AuthenticationHandler;
import dev.acsgateway.http.JsonAnswer;
import dev.acsgateway.http.JsonFields;
import dev.acsgateway.http.PrefixHandler;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Starts a clean-up job. */
record StartCleanupHandler(CleanupService cleanups) implements Handler<RoutingContext> {
  private static final String OLDER_THAN = "olderThan";
  private static final String USERS = "userIds";
  private static final String IDENTITIES = "communicationUserIds";
  private static final String ORPHANS = "orphans";
  private static final String DRY_RUN = "dryRun";
  private static final String LIMIT = "limit";
  private static final String RATE = "ratePerSecond";
  private static final String ACKNOWLEDGE = "acknowledgeChatDeletion";
  private static final Set<String> FIELDS =
      Set.of(OLDER_THAN, USERS, IDENTITIES, ORPHANS, DRY_RUN, LIMIT, RATE, ACKNOWLEDGE);

  /** More come by an upload. */
  private static final int MOST = 1_000;

  @Override
  public void handle(RoutingContext context) {
    JsonFields fields = JsonFields.read(context, FIELDS);
    boolean dryRun = fields.flag(DRY_RUN);
    boolean acknowledged = fields.flag(ACKNOWLEDGE);
    Optional<Integer> limit = fields.number(LIMIT);
    Optional<Double> rate = fields.decimal(RATE);
    Caller caller = AuthenticationHandler.caller(context);
    List<Candidate> named = named(fields, caller);
    CleanupTarget target = target(fields, !named.isEmpty());
    CleanupRequest request =
        new CleanupRequest(
            target, dryRun, limit, rate, acknowledged, caller.grant().users().value());
    if (named.isEmpty()) {
      caller.requireAccessToAllUsers();
    }
    JsonAnswer.when(
        named.isEmpty() ? cleanups.start(request) : cleanups.start(request, named),
        context,
        job -> started(context, cleanups, job));
  }

  /** Says that the job is recorded, and where to read it. */
  static void started(RoutingContext context, CleanupService cleanups, CleanupJob job) {
    PrefixHandler.location(context, CleanupRoutes.ALL + "/" + job.id());
    JsonAnswer.send(context, 202, CleanupJson.of(job, cleanups));
  }

  private static List<Candidate> named(JsonFields fields, Caller caller) {
    List<Candidate> named = new ArrayList<>();
    fields
        .texts(USERS)
        .orElse(List.of())
        .forEach(user -> named.add(CandidateJson.user(user, caller)));
    fields
        .texts(IDENTITIES)
        .orElse(List.of())
        .forEach(identity -> named.add(CandidateJson.identity(identity, IDENTITIES, caller)));
    if (named.size() > MOST) {
      throw new InvalidRequest(
          USERS, "At most " + MOST + " can be named here; an upload takes more.");
    }
    return named;
  }

  private static CleanupTarget target(JsonFields fields, boolean namesSome) {
    Optional<Duration> olderThan = fields.text(OLDER_THAN).map(StartCleanupHandler::duration);
    boolean orphans = fields.flag(ORPHANS);
    if ((olderThan.isPresent() ? 1 : 0) + (orphans ? 1 : 0) + (namesSome ? 1 : 0) != 1) {
      throw new InvalidRequest(
          OLDER_THAN,
          "Say what to delete: either olderThan, or orphans: true, or userIds and"
              + " communicationUserIds.");
    }
    if (orphans) {
      return new CleanupTarget.Orphans();
    }
    return olderThan
        .<CleanupTarget>map(CleanupTarget.Idle::new)
        .orElseGet(CleanupTarget.Listed::new);
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new InvalidRequest(
          OLDER_THAN, "olderThan must be a time span as ISO 8601 writes it, for example P30D.");
    }
  }
}
