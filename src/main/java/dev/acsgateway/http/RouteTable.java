package dev.acsgateway.http;

import dev.acsgateway.http.watch.RequestObservers;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** What a listener answers: all its routes, each with who may use it. */
public sealed interface RouteTable permits ApiRoutes, AdminRoutes {
  List<Route> table();

  /**
   * Answers at once the requests that take no router, and leaves all others to it.
   *
   * @param router answers by the table
   */
  Handler<HttpServerRequest> before(
      SecurityChain gatekeeper, RequestObservers watch, Handler<HttpServerRequest> router);

  /** The names that the listener answers to. */
  KnownHosts hosts();

  /** Whether there are answers that are written for longer than a connection may be silent. */
  boolean hasLongAnswers();
}
