package dev.acsgateway.http;

import dev.acsgateway.failure.AcsDenied;
import dev.acsgateway.failure.Failure;
import dev.acsgateway.http.edge.MalformedBody;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends every request that failed. What is not expected is logged here, once, and not shown. */
public final class ProblemHandler implements Handler<RoutingContext> {
  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);
  private static final String PROBLEM = "problem";
  private static final Problem MALFORMED =
      Problem.of(ProblemType.INVALID_REQUEST, "The path or a header is malformed.");

  private static final Problem MALFORMED_BODY =
      Problem.ofField(ProblemType.INVALID_REQUEST, "body", "The body is not valid HTTP.");

  ProblemHandler() {}

  /** The kind of problem that the request was answered with, if it was. */
  public static Optional<ProblemType> answered(RoutingContext context) {
    return Optional.ofNullable(context.<@Nullable ProblemType>get(PROBLEM));
  }

  /** For paths that the router itself cannot decode. */
  static void malformed(RoutingContext context) {
    ProblemWriter.write(context.request(), MALFORMED);
    BodyDrainer.discard(context.vertx(), context.request());
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    Problem problem = problem(context);
    context.put(PROBLEM, problem.type());
    ProblemWriter.writeOrBreakOff(context.request(), problem);
    BodyDrainer.discard(context.vertx(), context.request());
  }

  private static Problem problem(RoutingContext context) {
    @Nullable Throwable cause = context.failure();
    if (cause instanceof Failure
        || cause instanceof HttpProblem
        || cause instanceof MalformedBody) {
      return problem(cause, id(context));
    }
    return switch (context.statusCode()) {
      case 400 -> MALFORMED;
      case 404 -> Problem.of(ProblemType.ROUTE_NOT_FOUND, "No route has this path.");
      case 413 -> Problem.of(ProblemType.BODY_TOO_LARGE, "The body is longer than is allowed.");
      case 417 -> Problem.of(ProblemType.EXPECTATION_FAILED, "Only 100-continue can be expected.");
      default -> problem(cause, id(context));
    };
  }

  /** What this cause of a failure is to the client; what the client is not told is logged. */
  static Problem problem(@Nullable Throwable cause, String requestId) {
    if (cause instanceof AcsDenied denied) {
      log.error(
          "Request {}: ACS refuses the gateway's credentials: {}", requestId, denied.reason());
    }
    if (cause instanceof Failure failure) {
      return FailureMapper.problem(failure);
    }
    if (cause instanceof HttpProblem known) {
      return known.problem();
    }
    if (cause instanceof MalformedBody) {
      return MALFORMED_BODY;
    }
    log.error("Request {} failed unexpectedly", requestId, cause);
    return Problem.of(
        ProblemType.INTERNAL_ERROR, "The gateway's log has the cause under this request id.");
  }

  private static String id(RoutingContext context) {
    return CommonHeaders.requestId(context.response());
  }
}
