package dev.acsgateway.http;

import dev.acsgateway.authentication.Permission;
import dev.acsgateway.http.edge.CrossOriginHandler;
import dev.acsgateway.http.edge.InFlightHandler;
import dev.acsgateway.http.edge.LoopLoad;
import dev.acsgateway.http.watch.AccessLogHandler;
import dev.acsgateway.http.watch.MeasuringHandler;
import dev.acsgateway.http.watch.TracingHandler;
import dev.acsgateway.http.watch.Watch;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns a route table into a router: the steps common to all routes, in their order. */
final class RouterFactory {
  private final ListenerConfig config;
  private final Gatekeeper gatekeeper;
  private final LoopLoad load;
  private final Watch watch;

  /**
   * @param load counts the requests that are under way
   * @param watch looks at all of them
   */
  RouterFactory(ListenerConfig config, Gatekeeper gatekeeper, LoopLoad load, Watch watch) {
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
      router.route().handler(new CrossOriginHandler(config.corsOrigins()));
    }
    router
        .route()
        .handler(new InFlightHandler(load))
        .handler(new DeadlineHandler(config.requestDeadline()))
        .handler(new PlainPathHandler())
        .failureHandler(problems);
    table.forEach(route -> add(router, route));
    router.route().handler(measuring(Watch.UNMATCHED, Watch.UNMATCHED));
    methodsByPattern(table)
        .forEach((pattern, methods) -> router.route(pattern).handler(notAllowed(methods)));
    router.route().handler(context -> context.fail(404));
    return router;
  }

  private void add(Router router, Route route) {
    io.vertx.ext.web.Route target = router.route(route.method(), route.pattern());
    steps(route).forEach(target::handler);
  }

  private List<Handler<RoutingContext>> steps(Route route) {
    List<Handler<RoutingContext>> steps = new ArrayList<>();
    steps.addAll(watching(route));
    route.audit().ifPresent(action -> steps.add(gatekeeper.auditor().step(action)));
    switch (route.access()) {
      case Access.Public open -> {}
      case Access.Requires(Permission permission) -> steps.addAll(gatekeeper.steps(permission));
    }
    if (route.method().equals(HttpMethod.POST) && route.body() == Route.Body.WHOLE) {
      steps.add(new JsonBodyHandler(config.maxBodyBytes()));
    }
    steps.add(route.handler());
    return steps;
  }

  /** Probes and scrapes, which anyone may make, are measured only. */
  private List<Handler<RoutingContext>> watching(Route route) {
    String method = route.method().name();
    List<Handler<RoutingContext>> watchers = new ArrayList<>();
    watchers.add(measuring(method, route.path()));
    if (route.access() instanceof Access.Requires) {
      watch
          .tracer()
          .map(tracer -> new TracingHandler(tracer, method, route.path()))
          .ifPresent(watchers::add);
      if (watch.accessLog()) {
        watchers.add(new AccessLogHandler(watch.nanos(), method, route.path()));
      }
    }
    return watchers;
  }

  private MeasuringHandler measuring(String method, String route) {
    return new MeasuringHandler(watch.nanos(), watch.routes().meter(method, route));
  }

  private static Map<String, String> methodsByPattern(List<Route> table) {
    return table.stream()
        .collect(
            Collectors.groupingBy(
                Route::pattern,
                LinkedHashMap::new,
                Collectors.mapping(route -> route.method().name(), Collectors.joining(", "))));
  }

  private static Handler<RoutingContext> notAllowed(String methods) {
    return context -> {
      context.response().putHeader(HttpHeaders.ALLOW, methods);
      throw new HttpProblem(ProblemType.METHOD_NOT_ALLOWED, "Allowed here: " + methods + ".");
    };
  }
}
