package dev.acsgateway.token;

import dev.acsgateway.identity.IdentityWithToken;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Flights whose next answer, when told so, arrives late: as on an event loop that was held up. */
final class LateFlights implements IssueLeases {
  private final IssueLeases flights;
  private final AtomicReference<Optional<Promise<Void>>> hold =
      new AtomicReference<>(Optional.empty());
  private volatile boolean late;

  LateFlights(IssueLeases flights) {
    this.flights = flights;
  }

  /** The answer to the next {@link #begin} arrives when the returned promise completes. */
  Promise<Void> answerLate() {
    Promise<Void> released = Promise.promise();
    hold.set(Optional.of(released));
    return released;
  }

  /** Whether an answer is there and held back. */
  boolean isLate() {
    return late;
  }

  @Override
  public Future<LeaseResult> begin(TokenKey key, Instant freshAfter) {
    Optional<Promise<Void>> held = hold.getAndSet(Optional.empty());
    Future<LeaseResult> answer = flights.begin(key, freshAfter);
    return held.map(
            released ->
                answer
                    .onComplete(there -> late = true)
                    .compose(takeoff -> released.future().map(takeoff)))
        .orElse(answer);
  }

  @Override
  public Future<Optional<CachedToken>> land(
      IssueLease flight, IdentityWithToken brought, Instant issuedAt) {
    return flights.land(flight, brought, issuedAt);
  }

  @Override
  public Future<Void> abort(IssueLease flight) {
    return flights.abort(flight);
  }

  @Override
  public Future<Void> abandon(IssueLease flight) {
    return flights.abandon(flight);
  }

  @Override
  public Future<Void> awaitChange(TokenKey key, Duration atMost) {
    return flights.awaitChange(key, atMost);
  }
}
