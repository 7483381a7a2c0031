package dev.acsgateway.http;

import dev.acsgateway.authentication.Permission;
import dev.acsgateway.http.edge.CrossOriginHandler;
import dev.acsgateway.http.edge.InFlightHandler;
import dev.acsgateway.http.edge.LoopLoad;
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

  /**
   * @param load counts the requests that are under way
   */
  RouterFactory(ListenerConfig config, Gatekeeper gatekeeper, LoopLoad load) {
    this.load = load;
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
