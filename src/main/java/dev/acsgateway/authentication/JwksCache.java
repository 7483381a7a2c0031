package dev.acsgateway.authentication;

import dev.acsgateway.authentication.JwksFetcher.Fetched;
import dev.acsgateway.failure.IssuerUnavailable;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keys that the issuer publishes and changes as it likes. They are fetched by a timer ({@link
 * IssuerKeyRefresh}), and again when a token may be signed with a newer one. A lookup that finds
 * them older than {@link #DUE}, since no timer ran, waits for a fetch. While the issuer is down,
 * known keys are used, without waiting, until they are {@link #TOO_OLD}.
 */
final class JwksCache implements KeySource {
  /** The age from which on keys are only used while the issuer cannot be asked. */
  static final Duration DUE = Duration.ofMinutes(5);

  /** The age from which on keys are not used. */
  static final Duration TOO_OLD = Duration.ofHours(1);

  /** So that tokens with made-up key ids cannot be used to hammer the issuer. */
  private static final int FETCHES_IN_A_ROW = 5;

  private static final Duration FETCH_INTERVAL = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Supplier<Future<Fetched>> fetch;
  private final KeyLog log;
  private final InstantSource clock;
  private final TokenBucket allowance;
  private final AtomicReference<@Nullable Future<Known>> running = new AtomicReference<>();
  private volatile Known known = new Known(IssuerKeys.NONE, Instant.MIN, 0, 0, false);

  /**
   * @param fetch asks the issuer
   */
  JwksCache(Vertx vertx, Supplier<Future<Fetched>> fetch, KeyLog log, InstantSource clock) {
    this.vertx = vertx;
    this.fetch = fetch;
    this.log = log;
    this.clock = clock;
    this.allowance = new TokenBucket(FETCHES_IN_A_ROW, FETCH_INTERVAL, clock);
  }

  /**
   * What was fetched last.
   *
   * @param askedAt when that fetch began
   * @param current whether no later fetch failed
   */
  private record Known(
      IssuerKeys keys, Instant askedAt, long version, long fetch, boolean current) {

    boolean isOlderThan(Duration age, Instant now) {
      return fetch == 0 || !now.isBefore(askedAt.plus(age));
    }

    Known outdated() {
      return new Known(keys, askedAt, version, fetch, false);
    }
  }

  @Override
  public Future<Moment> current() {
    Known now = known;
    Instant time = clock.instant();
    if (!now.isOlderThan(DUE, time)) {
      return usable(now);
    }
    if (now.isOlderThan(TOO_OLD, time)) {
      return refresh(now).compose(this::usable);
    }
    Future<Moment> refreshed = refresh(now).compose(this::usable).recover(e -> usable(known));
    return now.current() ? refreshed : usable(now);
  }

  @Override
  public Future<Moment> newerThan(Moment seen) {
    Known now = known;
    return now.fetch() > seen.fetch() ? usable(now) : refresh(now).compose(this::usable);
  }

  @Override
  public long version() {
    return known.version();
  }

  private Future<Moment> usable(Known now) {
    Instant time = clock.instant();
    if (now.isOlderThan(TOO_OLD, time)) {
      return unavailable("they were last fetched too long ago");
    }
    Duration age = now.isOlderThan(DUE, time) ? TOO_OLD : DUE;
    return Future.succeededFuture(
        new Moment(now.keys(), now.askedAt().plus(age), now.version(), now.fetch()));
  }

  /** Returns how many fetches succeeded. */
  long fetches() {
    return known.fetch();
  }

  /** Fetches the keys, or joins the fetch under way; completes whatever comes of it. */
  Future<Void> refresh() {
    Promise<Known> mine = Promise.promise();
    @Nullable Future<Known> first = running.compareAndExchange(null, mine.future());
    return (first == null ? fetch(mine) : onCallersContext(first)).mapEmpty();
  }

  /**
   * Joins the fetch under way, or starts one if that is allowed and none has ended since the caller
   * looked; completes on the same context.
   */
  private Future<Known> refresh(Known seen) {
    Promise<Known> mine = Promise.promise();
    @Nullable Future<Known> first = running.compareAndExchange(null, mine.future());
    if (first != null) {
      return onCallersContext(first);
    }
    Known now = known;
    if (now.fetch() > seen.fetch()) {
      return withoutFetch(mine, Future.succeededFuture(now));
    }
    if (!allowance.take()) {
      return withoutFetch(
          mine, now.current() ? Future.succeededFuture(now) : unavailable("not asked again yet"));
    }
    return fetch(mine);
  }

  private Future<Known> fetch(Promise<Known> mine) {
    Future<Known> result = onCallersContext(mine.future());
    Instant asked = clock.instant();
    Future.<Void>succeededFuture()
        .compose(now -> fetch.get())
        .transform(fetched -> take(fetched, asked))
        .onComplete(
            outcome -> {
              running.set(null);
              mine.handle(outcome);
            });
    return result;
  }

  private Future<Known> withoutFetch(Promise<Known> mine, Future<Known> outcome) {
    running.set(null);
    mine.handle(outcome);
    return mine.future();
  }

  private Future<Known> take(AsyncResult<Fetched> fetched, Instant asked) {
    Known before = known;
    if (fetched.failed()) {
      known = before.outdated();
      String reason =
          fetched.cause() instanceof IssuerUnavailable issuer
              ? issuer.reason()
              : fetched.cause().getClass().getName();
      log.failed(reason);
      return unavailable(reason);
    }
    IssuerKeys keys = fetched.result().keys();
    boolean isWithdrawn = !keys.include(before.keys());
    known =
        new Known(keys, asked, before.version() + (isWithdrawn ? 1 : 0), before.fetch() + 1, true);
    log.read(keys, fetched.result().from().toString());
    return Future.succeededFuture(known);
  }

  private static <T> Future<T> unavailable(String reason) {
    return Future.failedFuture(new IssuerUnavailable(reason));
  }

  private <T> Future<T> onCallersContext(Future<T> shared) {
    Context context = vertx.getOrCreateContext();
    Promise<T> own = Promise.promise();
    shared.onComplete(result -> context.runOnContext(now -> own.handle(result)));
    return own.future();
  }
}
