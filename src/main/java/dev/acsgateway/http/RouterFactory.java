package dev.acsgateway.http;

import dev.acsgateway.http.edge.ClientAddress;
import dev.acsgateway.http.edge.CrossOriginHandler;
import dev.acsgateway.http.edge.EventLoopLoad;
import dev.acsgateway.http.edge.ForwardedPrefix;
import dev.acsgateway.http.edge.InFlightHandler;
import dev.acsgateway.http.watch.AccessLogHandler;
import dev.acsgateway.http.watch.MeasuringHandler;
import dev.acsgateway.http.watch.RequestObservers;
import dev.acsgateway.http.watch.TracingHandler;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns a route table into a router: the steps common to all routes, in their order. */
final class RouterFactory {
  private final ListenerConfig config;
  private final SecurityChain gatekeeper;
  private final EventLoopLoad load;
  private final RequestObservers watch;

  /**
   * @param load counts the requests that are under way
   * @param watch looks at all of them
   */
  RouterFactory(
      ListenerConfig config, SecurityChain gatekeeper, EventLoopLoad load, RequestObservers watch) {
    this.load = load;
    this.watch = watch;
    this.config = config;
    this.gatekeeper = gatekeeper;
  }

  Router router(Vertx vertx, List<Route> table) {
    ProblemHandler problems = new ProblemHandler();
    Router router = Router.router(vertx);
    router.errorHandler(400, ProblemHandler::malformed).errorHandler(500, problems);
    if (!config.corsOrigins().isEmpty()) {
      router.route().handler(crossOrigin(table));
    }
    router
        .route()
        .handler(
            new InFlightHandler(
                load,
                new DeadlineHandler(
                    config.requestDeadline(), prefixed(new PathNormalizationGuard()))))
        .failureHandler(problems);
    for (Route route : table) {
      add(router, route);
      route.forHead().ifPresent(head -> add(router, head));
    }
    router
        .route()
        .handler(
            measuring(
                RequestObservers.UNMATCHED, RequestObservers.UNMATCHED, RoutingContext::next));
    byPath(table)
        .forEach(routes -> routes.getFirst().addTo(router).handler(otherMethod(methods(routes))));
    router.route().handler(context -> context.fail(404));
    return router;
  }

  private Handler<RoutingContext> prefixed(Handler<RoutingContext> next) {
    ClientAddress clients = gatekeeper.limits().clients();
    return clients.trustsProxies() ? new PrefixHandler(new ForwardedPrefix(clients), next) : next;
  }

  private Handler<RoutingContext> limited(Handler<RoutingContext> next) {
    return new DownloadHandler(gatekeeper.limits().downloads(), gatekeeper.refusals(), next);
  }

  private CrossOriginHandler crossOrigin(List<Route> table) {
    return new CrossOriginHandler(
        config.corsOrigins(),
        table.stream()
            .flatMap(route -> Stream.concat(Stream.of(route), route.forHead().stream()))
            .map(Route::method)
            .collect(Collectors.toSet()),
        table.stream().flatMap(route -> route.headers().stream()).collect(Collectors.toSet()));
  }

  /**
   * A step knows the one after it, so that a request runs through all of them in plain calls; the
   * router would look its next handler up each time. Only what comes after a body is the router's,
   * since its reader goes on there.
   */
  private void add(Router router, Route route) {
    io.vertx.ext.web.Route target = route.addTo(router).method(route.method());
    if (!route.method().equals(HttpMethod.POST)) {
      target.handler(before(route, route.handler()));
    } else if (route.body() == Route.Body.WHOLE) {
      target
          .handler(before(route, new JsonBodyHandler(config.maxBodyBytes(), route.handler())))
          .handler(route.handler());
    } else {
      target.handler(before(route, new ContentCodingHandler(route.handler())));
    }
  }

  private Handler<RoutingContext> before(Route route, Handler<RoutingContext> next) {
    Handler<RoutingContext> asked = new QueryHandler(route.query(), next);
    Handler<RoutingContext> guarded =
        switch (route.access()) {
          case Access.Public open -> route.download() ? limited(asked) : asked;
          case Access.Requires required -> gatekeeper.guard(required, asked);
        };
    return watched(
        route,
        route.audit().map(action -> gatekeeper.auditor().step(action, guarded)).orElse(guarded));
  }

  /** Probes and scrapes, which anyone may make, are measured only. */
  private Handler<RoutingContext> watched(Route route, Handler<RoutingContext> next) {
    String method = route.method().name();
    Handler<RoutingContext> watched = next;
    if (route.access() instanceof Access.Requires) {
      Handler<RoutingContext> logged =
          watch.accessLog()
              ? new AccessLogHandler(watch.nanos(), method, route.path(), next)
              : next;
      watched =
          watch
              .tracer()
              .<Handler<RoutingContext>>map(
                  tracer -> new TracingHandler(tracer, method, route.path(), logged))
              .orElse(logged);
    }
    return measuring(method, route.path(), watched);
  }

  private MeasuringHandler measuring(String method, String route, Handler<RoutingContext> next) {
    return new MeasuringHandler(watch.nanos(), watch.routes().meter(method, route), next);
  }

  private static Collection<List<Route>> byPath(List<Route> table) {
    return table.stream()
        .collect(Collectors.groupingBy(Route::path, LinkedHashMap::new, Collectors.toList()))
        .values();
  }

  private static String methods(List<Route> routes) {
    return Stream.concat(
            routes.stream()
                .flatMap(route -> Stream.concat(Stream.of(route), route.forHead().stream()))
                .map(route -> route.method().name()),
            Stream.of(HttpMethod.OPTIONS.name()))
        .collect(Collectors.joining(", "));
  }

  private static Handler<RoutingContext> otherMethod(String methods) {
    return context -> {
      if (context.request().method().equals(HttpMethod.OPTIONS)) {
        options(context, methods);
        return;
      }
      context.response().putHeader(HttpHeaders.ALLOW, methods);
      throw new HttpProblem(ProblemType.METHOD_NOT_ALLOWED, "Allowed here: " + methods + ".");
    };
  }

  private static void options(RoutingContext context, String methods) {
    context.response().setStatusCode(204).putHeader(HttpHeaders.ALLOW, methods).end();
    BodyDrainer.discard(context.vertx(), context.request());
  }
}
