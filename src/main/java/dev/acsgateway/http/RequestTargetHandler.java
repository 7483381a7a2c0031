package dev.acsgateway.http;

import dev.acsgateway.http.edge.MalformedBody;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that the router cannot make sense of: without a path, as {@code CONNECT} comes,
 * and with a transfer coding that nobody here can undo. Answers others whose body turns out to be
 * malformed before a handler reads it.
 */
final class RequestTargetHandler implements Handler<HttpServerRequest> {
  private static final String CHUNKED = "chunked";

  /** RFC 9112, section 3.2.2; other schemes are for proxies. */
  private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://[^/?#].*");

  private static final Problem NO_PATH =
      Problem.of(ProblemType.INVALID_REQUEST, "The request target is not a path.");
  private static final Problem NOT_CHUNKED =
      Problem.ofField(
          ProblemType.INVALID_REQUEST,
          "Transfer-Encoding",
          "The only transfer coding that is understood is chunked.");

  private final String methods;
  private final Handler<HttpServerRequest> next;

  /**
   * @param table names the methods that there are
   */
  RequestTargetHandler(List<Route> table, Handler<HttpServerRequest> next) {
    this.methods =
        table.stream()
            .map(route -> route.method().name())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    this.next = next;
  }

  @Override
  public void handle(HttpServerRequest request) {
    Optional<Problem> flaw = flaw(request);
    if (flaw.isEmpty()) {
      if (JsonBodyHandler.mayHaveBody(request)) {
        request.exceptionHandler(cause -> failIfMalformed(request, cause));
      }
      next.handle(request);
      return;
    }
    ProblemWriter.write(request, flaw.get());
    if (request.version() == HttpVersion.HTTP_2) {
      request.handler(chunk -> {});
    } else {
      request.connection().close();
    }
  }

  /** Holds until somebody reads the body, and is told of its flaws. */
  private static void failIfMalformed(HttpServerRequest request, Throwable cause) {
    if (cause instanceof MalformedBody) {
      CatchAllHandler.fail(request, cause);
    }
  }

  private Optional<Problem> flaw(HttpServerRequest request) {
    @Nullable String target = request.uri();
    if (isForServers(request.method(), target)) {
      request.response().putHeader(HttpHeaders.ALLOW, methods);
      return Optional.of(
          Problem.of(ProblemType.METHOD_NOT_ALLOWED, "Allowed here: " + methods + "."));
    }
    if (target == null || !(target.startsWith("/") || ABSOLUTE.matcher(target).matches())) {
      return Optional.of(NO_PATH);
    }
    List<String> codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
    boolean understood =
        codings.isEmpty() || (codings.size() == 1 && codings.get(0).equalsIgnoreCase(CHUNKED));
    return understood ? Optional.empty() : Optional.of(NOT_CHUNKED);
  }

  /** Whether it asks for a tunnel, or about the server as a whole. */
  private static boolean isForServers(HttpMethod method, @Nullable String target) {
    return HttpMethod.CONNECT.equals(method)
        || (HttpMethod.OPTIONS.equals(method) && "*".equals(target));
  }
}
