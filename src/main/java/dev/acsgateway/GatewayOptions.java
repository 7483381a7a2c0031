package dev.acsgateway;

import dev.acsgateway.http.Route;
import dev.acsgateway.identity.ResourceChange;
import dev.acsgateway.telemetry.Tracing;
import dev.acsgateway.telemetry.TracingConfig;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a node is started, beside what its configuration says.
 *
 * @param change what becomes of an ACS resource that is not the ledger's
 * @param clock what the node takes for the time, but for timers and what Redis itself times
 * @param comparesClock whether that is compared with the clocks of Redis and ACS
 * @param more routes that the API listener is to have besides its own
 * @param tracing follows requests; empty where nobody does
 */
public record GatewayOptions(
    ResourceChange change,
    InstantSource clock,
    boolean comparesClock,
    List<Route> more,
    Function<TracingConfig, Optional<Tracing>> tracing) {

  /** As in production: another resource is refused, and the configuration says all else. */
  public static final GatewayOptions USUAL =
      new GatewayOptions(ResourceChange.REFUSE, Clock.systemUTC(), true, List.of(), Tracing::of);

  public GatewayOptions {
    more = List.copyOf(more);
  }

  /** The same, but for what becomes of another resource; then no other node may be running. */
  public GatewayOptions on(ResourceChange other) {
    return new GatewayOptions(other, clock, comparesClock, more, tracing);
  }

  /** The same by another clock. */
  public GatewayOptions by(InstantSource other) {
    return new GatewayOptions(change, other, comparesClock, more, tracing);
  }

  /** The same in a simulated time, which is another than that of Redis and ACS. */
  public GatewayOptions simulating(InstantSource time) {
    return new GatewayOptions(change, time, false, more, tracing);
  }

  /** The same with these routes. */
  public GatewayOptions with(List<Route> routes) {
    return new GatewayOptions(change, clock, comparesClock, routes, tracing);
  }

  /** The same, whatever the configuration says of tracing. */
  GatewayOptions followedBy(Tracing other) {
    return new GatewayOptions(change, clock, comparesClock, more, config -> Optional.of(other));
  }
}
