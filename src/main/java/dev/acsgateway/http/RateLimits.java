package dev.acsgateway.http;

import dev.acsgateway.authentication.Caller;
import dev.acsgateway.authentication.RateLimit;
import dev.acsgateway.failure.Failure;
import dev.acsgateway.failure.RateLimited;
import dev.acsgateway.http.edge.ClientAddress;
import dev.acsgateway.http.edge.Downloads;
import dev.acsgateway.http.edge.Refusal;
import dev.acsgateway.http.edge.Refusals;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Lets callers through as fast as they may. One instance serves all event loops and both listeners
 * of a node.
 *
 * <p>A good credential is never refused for the bad ones that came from the same address: behind a
 * proxy, one client could otherwise lock out all.
 */
public final class RateLimits {
  private static final CharSequence LIMIT = HttpHeaders.createOptimized("RateLimit-Limit");
  private static final CharSequence REMAINING = HttpHeaders.createOptimized("RateLimit-Remaining");
  private static final CharSequence RESET = HttpHeaders.createOptimized("RateLimit-Reset");

  private volatile LimitsConfig config;
  private final Buckets buckets;
  private final ClientAddress clients;
  private final Downloads downloads;
  private final Refusals refusals;

  public RateLimits(LimitsConfig config, InstantSource clock, Refusals refusals) {
    this.config = config;
    this.refusals = refusals;
    this.buckets = new Buckets(clock);
    this.clients = new ClientAddress(config.proxies());
    this.downloads = new Downloads(config.downloads(), clients);
  }

  /** Applies from now on, but for downloads and for who is believed about source addresses. */
  public void replace(LimitsConfig limits) {
    config = limits;
  }

  /** Returns who the clients are. */
  ClientAddress clients() {
    return clients;
  }

  /** Returns what counts the downloads under way. */
  Downloads downloads() {
    return downloads;
  }

  /** Counts the request of this caller; the failure to answer with, if it is one too many. */
  Optional<Failure> count(Caller caller, HttpServerResponse response) {
    RateLimit usual = caller.self().isPresent() ? config.perUser() : config.perKey();
    RateLimit limit = caller.grant().rateLimit().orElse(usual);
    return count(
        Refusal.RATE_LIMIT, caller.id(), limit, response, "This credential is over its limit of ");
  }

  /** Counts a request whose credential was bad; likewise. */
  Optional<Failure> countFailure(HttpServerRequest request) {
    return count(
        Refusal.FAILED_AUTHENTICATION,
        "address:" + clients.of(request),
        config.failedAuthentication(),
        request.response(),
        "This address has sent too many bad credentials; allowed are ");
  }

  private Optional<Failure> count(
      Refusal reason, String owner, RateLimit limit, HttpServerResponse response, String detail) {
    Buckets.Draw draw = buckets.draw(owner, limit);
    response
        .putHeader(LIMIT, AsciiNumber.of(limit.requests()))
        .putHeader(REMAINING, AsciiNumber.of(draw.remaining()))
        .putHeader(RESET, AsciiNumber.of(roundedUp(draw.untilFull())));
    if (draw.passed()) {
      return Optional.empty();
    }
    refusals.count(reason);
    String allowed = limit.requests() + " requests in " + limit.per().toSeconds() + " s.";
    return Optional.of(new RateLimited(detail + allowed, draw.untilNext()));
  }

  private static long roundedUp(Duration time) {
    return time.plusSeconds(1).minusNanos(1).toSeconds();
  }
}
