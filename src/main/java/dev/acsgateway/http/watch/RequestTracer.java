package dev.acsgateway.http.watch;

import io.vertx.core.MultiMap;
import java.util.function.IntConsumer;

/** Follows requests through the gateway and beyond. Called on the context of each request. */
@FunctionalInterface
public interface RequestTracer {

  /**
   * A request has arrived.
   *
   * @param route the path as the route table has it
   * @param headers what it came with
   * @return told once, when it ends, the answered status or {@link RequestMeter#NOT_ANSWERED}
   */
  IntConsumer begin(String method, String route, MultiMap headers);
}
