package dev.acsgateway.http.cleanup;

import dev.acsgateway.cleanup.CleanupRequest;
import dev.acsgateway.cleanup.CleanupService;
import dev.acsgateway.cleanup.CleanupTarget;
import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.http.AuthenticationHandler;
import dev.acsgateway.http.HttpProblem;
import dev.acsgateway.http.JsonAnswer;
import dev.acsgateway.http.ProblemType;
import dev.acsgateway.http.QueryParameter;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Starts a clean-up job for users and identities that come one a line. The body is read as it can
 * be stored, so that it costs little memory however long it is.
 */
record UploadCleanupHandler(CleanupService cleanups) implements Handler<RoutingContext> {
  private static final String LINES = "application/x-ndjson";

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    requireLines(request);
    CleanupRequest wanted =
        new CleanupRequest(
            new CleanupTarget.Listed(),
            flag(context, "dryRun"),
            Optional.empty(),
            QueryParameter.read(context, "ratePerSecond").map(UploadCleanupHandler::rate),
            flag(context, "acknowledgeChatDeletion"),
            AuthenticationHandler.caller(context).grant().users().value());
    request.pause();
    JsonAnswer.when(
        cleanups
            .upload(wanted)
            .compose(
                upload ->
                    new CandidateLines(request, AuthenticationHandler.caller(context), upload)
                        .read()
                        .compose(read -> upload.finish())
                        .recover(e -> upload.abort().transform(done -> Future.failedFuture(e)))),
        context,
        job -> StartCleanupHandler.started(context, cleanups, job));
  }

  private static void requireLines(HttpServerRequest request) {
    String type = String.valueOf(request.getHeader(HttpHeaders.CONTENT_TYPE));
    if (!type.split(";", 2)[0].strip().equalsIgnoreCase(LINES)) {
      throw new HttpProblem(
          ProblemType.UNSUPPORTED_MEDIA_TYPE, "A body must have the content type " + LINES + ".");
    }
  }

  private static boolean flag(RoutingContext context, String name) {
    return switch (QueryParameter.read(context, name).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new InvalidRequest(name, name + " must be true or false.");
    };
  }

  private static double rate(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new InvalidRequest("ratePerSecond", "ratePerSecond must be a number.");
    }
  }
}
