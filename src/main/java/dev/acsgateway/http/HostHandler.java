package dev.acsgateway.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets only requests pass that name one host (RFC 9112, section 3.2), and one that the listener
 * answers to. A request without any, which HTTP/1.0 allows and no browser sends, passes.
 */
record HostHandler(Vertx vertx, KnownHosts hosts, Handler<HttpServerRequest> next)
    implements Handler<HttpServerRequest> {
  private static final Problem TWO =
      Problem.ofField(ProblemType.INVALID_REQUEST, "Host", "Host is given more than once.");
  private static final Problem UNKNOWN =
      Problem.ofField(
          ProblemType.MISDIRECTED_REQUEST,
          "Host",
          "This listener does not answer to that name; admin.hosts lists the names that it may"
              + " have.");

  @Override
  public void handle(HttpServerRequest request) {
    if (request.headers().getAll(HttpHeaders.HOST).size() > 1) {
      refuse(request, TWO);
    } else if (hosts.names().isEmpty() || host(request).map(hosts::contains).orElse(true)) {
      next.handle(request);
    } else {
      refuse(request, UNKNOWN);
    }
  }

  /** The host of the request line counts, where there is one (RFC 9112, section 3.2.2). */
  private static Optional<String> host(HttpServerRequest request) {
    @Nullable String target = request.uri();
    if (target != null && target.contains("://") && !target.startsWith("/")) {
      return Optional.of(hostOf(target));
    }
    @Nullable HostAndPort authority = request.authority();
    return authority == null
        ? Optional.ofNullable(request.getHeader(HttpHeaders.HOST))
        : Optional.of(authority.host());
  }

  /** The host of a URI; where it has none that can be read, the URI, which is no known host. */
  private static String hostOf(String uri) {
    try {
      return Optional.ofNullable(URI.create(uri).getHost()).orElse(uri);
    } catch (IllegalArgumentException e) {
      return uri;
    }
  }

  private void refuse(HttpServerRequest request, Problem problem) {
    ProblemWriter.write(request, problem);
    BodyDrainer.discard(vertx, request);
  }
}
