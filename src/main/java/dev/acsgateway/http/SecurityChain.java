package dev.acsgateway.http;

import dev.acsgateway.authentication.Authenticator;
import dev.acsgateway.http.audit.Auditor;
import dev.acsgateway.http.edge.Refusals;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * Who is let in, how fast, and what is written down of it. One instance serves all event loops and
 * both listeners of a node.
 *
 * @param authenticator tells who is calling
 * @param limits tells how fast
 * @param auditor writes down what was done
 * @param refusals counts who is turned away
 */
public record SecurityChain(
    Authenticator authenticator, RateLimits limits, Auditor auditor, Refusals refusals) {

  /** The steps before a route that requires this, and then the next. */
  Handler<RoutingContext> guard(Access.Requires required, Handler<RoutingContext> next) {
    return new AuthenticationHandler(
        authenticator, limits, new RateLimitHandler(limits, new PermissionHandler(required, next)));
  }
}
