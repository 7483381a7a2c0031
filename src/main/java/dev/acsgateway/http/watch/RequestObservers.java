package dev.acsgateway.http.watch;

import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Who looks at the requests of a listener, and at its event loops.
 *
 * @param nanos a clock that never goes back, in nanoseconds
 * @param begun is told, on the context of each request, its id and what will answer it
 * @param routes makes what measures the requests of one route
 * @param lag is told, some times a second and by each event loop, how much later than it should
 *     have that loop got round to a timer, in nanoseconds
 * @param tracer follows requests; empty where nobody does
 * @param accessLog whether a line is logged for each request
 */
public record RequestObservers(
    LongSupplier nanos,
    BiConsumer<String, HttpServerResponse> begun,
    Routes routes,
    LongConsumer lag,
    Optional<RequestTracer> tracer,
    boolean accessLog) {

  /**
   * Makes the meters of routes; asked when a listener starts. Where one is asked for twice, both
   * tell of the same route.
   */
  @FunctionalInterface
  public interface Routes {
    /**
     * Measures the requests of one route.
     *
     * @param method the method
     * @param route the path as the route table has it, or {@link #UNMATCHED}
     */
    RequestMeter meter(String method, String route);
  }

  /** What stands for the route, and for the method, of requests that no route matches. */
  public static final String UNMATCHED = "none";

  /** Whether somebody looks at each request by itself, and not only at numbers. */
  public boolean followsEach() {
    return tracer.isPresent() || accessLog;
  }

  /** Nobody looks. */
  public static RequestObservers none() {
    return new RequestObservers(
        System::nanoTime,
        (id, response) -> {},
        (method, route) -> (status, nanos) -> {},
        nanos -> {},
        Optional.empty(),
        false);
  }
}
