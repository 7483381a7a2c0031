package dev.acsgateway.http.audit;

import dev.acsgateway.audit.AuditAction;
import dev.acsgateway.audit.AuditRecord;
import dev.acsgateway.audit.AuditResult;
import dev.acsgateway.audit.AuditTrail;
import dev.acsgateway.authentication.Caller;
import dev.acsgateway.http.AuthenticationHandler;
import dev.acsgateway.http.CommonHeaders;
import dev.acsgateway.http.ProblemHandler;
import dev.acsgateway.http.ProblemType;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who did what, once it is known what came of it: the one place that does.
 *
 * <p>Not written down is what anyone could do at will, and so push real records out of the trail:
 * requests without a valid credential, those over a rate limit, and what end users are refused.
 *
 * <p>A record that cannot be written goes to the log at level ERROR, in full; what was done stays
 * done. The record is not written before the action: that would take a second one to say what came
 * of it, and would keep operators from revoking tokens because a trail is full. Nor does the answer
 * wait for it: that would only delay the news of something that has happened.
 */
public final class Auditor {
  private static final Logger log = LoggerFactory.getLogger(Auditor.class);
  private static final String PENDING = "audit.pending";
  private static final String DETAIL = "audit.detail";

  private final AuditTrail trail;
  private final InstantSource clock;

  public Auditor(AuditTrail trail, InstantSource clock) {
    this.trail = trail;
    this.clock = clock;
  }

  /** The first step of a route: the request will leave one record when it ends, however it does. */
  public Handler<RoutingContext> step(AuditAction action, Handler<RoutingContext> next) {
    return context -> {
      context.put(PENDING, action);
      context.addEndHandler(ended -> finish(context));
      next.handle(context);
    };
  }

  /** Says how much was done, for the record. It must not name a user, a secret or a token. */
  public static void detail(RoutingContext context, String text) {
    context.put(DETAIL, text);
  }

  /** A request may end twice, by its answer and by the loss of its connection. */
  private void finish(RoutingContext context) {
    @Nullable AuditAction action = context.remove(PENDING);
    if (action != null && isWorthARecord(context)) {
      AuditResult result = result(context);
      AuthenticationHandler.known(context)
          .filter(caller -> caller.self().isEmpty() || result != AuditResult.REFUSED)
          .ifPresent(caller -> write(entry(context, action, result, caller)));
    }
  }

  private static boolean isWorthARecord(RoutingContext context) {
    return ProblemHandler.answered(context).filter(ProblemType.RATE_LIMITED::equals).isEmpty();
  }

  private AuditRecord entry(
      RoutingContext context, AuditAction action, AuditResult result, Caller caller) {
    return new AuditRecord(
        clock.instant(),
        caller.id(),
        action,
        RequestTarget.of(context, action, result),
        result,
        detailOf(context),
        CommonHeaders.requestId(context.response()));
  }

  private static AuditResult result(RoutingContext context) {
    int status = context.response().getStatusCode();
    if (!context.response().ended() || status >= 500) {
      return AuditResult.FAILED;
    }
    return status >= 400 ? AuditResult.REFUSED : AuditResult.DONE;
  }

  private static Optional<String> detailOf(RoutingContext context) {
    if (!context.response().ended()) {
      return Optional.of("not-answered");
    }
    return ProblemHandler.answered(context)
        .map(ProblemType::slug)
        .or(() -> Optional.ofNullable(context.<@Nullable String>get(DETAIL)));
  }

  private void write(AuditRecord entry) {
    trail.append(entry).onFailure(e -> log.error("Not in the audit trail: {}", entry, e));
  }
}
