package dev.acsgateway.http.ledger;

import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.http.DeadlineHandler;
import dev.acsgateway.http.HttpProblem;
import dev.acsgateway.http.ProblemType;
import dev.acsgateway.http.QueryParameter;
import dev.acsgateway.ledger.ImportMode;
import dev.acsgateway.ledger.LedgerImport;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Reads users and orphans in, line by line, as fast as Redis takes them. */
public record ImportHandler(LedgerImport ledger) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    requireLines(context.request());
    ImportMode mode = mode(context);
    DeadlineHandler.lift(context);
    HttpServerRequest request = context.request();
    if (request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
      context.response().writeContinue();
    }
    new ImportUpload(context, ledger, mode).start();
  }

  private static void requireLines(HttpServerRequest request) {
    String type = Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_TYPE)).orElse("");
    if (!type.split(";", 2)[0].strip().equalsIgnoreCase(LedgerLines.MEDIA_TYPE)) {
      throw new HttpProblem(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          "A ledger must have the content type " + LedgerLines.MEDIA_TYPE + ".");
    }
  }

  private static ImportMode mode(RoutingContext context) {
    return switch (QueryParameter.read(context, "overwrite").orElse("false")) {
      case "false" -> ImportMode.KEEP;
      case "true" -> ImportMode.OVERWRITE;
      default -> throw new InvalidRequest("overwrite", "overwrite must be true or false.");
    };
  }
}
