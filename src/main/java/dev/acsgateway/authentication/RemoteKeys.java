package dev.acsgateway.authentication;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.acsgateway.failure.IssuerUnavailable;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys that the issuer publishes and changes as it likes. They are fetched on first use, again when
 * a token names a key that is not among them, and in the background once they are old. Known keys
 * go on being used while the issuer is down.
 */
final class RemoteKeys implements KeySource {
  private static final Logger log = LoggerFactory.getLogger(RemoteKeys.class);
  private static final Duration MAX_AGE = Duration.ofMinutes(5);

  /** So that tokens with made-up key ids cannot be used to hammer the issuer. */
  private static final int FETCHES_IN_A_ROW = 5;

  private static final Duration FETCH_INTERVAL = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Supplier<Future<JWKSet>> fetch;
  private final Runnable onWithdrawal;
  private final InstantSource clock;
  private final Allowance allowance;
  private final AtomicReference<@Nullable Future<Known>> running = new AtomicReference<>();
  private volatile Known known = new Known(new JWKSet(), Instant.EPOCH, 0, false);

  /**
   * @param onWithdrawal called when a key is no longer published
   */
  RemoteKeys(
      Vertx vertx, Supplier<Future<JWKSet>> fetch, Runnable onWithdrawal, InstantSource clock) {
    this.vertx = vertx;
    this.fetch = fetch;
    this.onWithdrawal = onWithdrawal;
    this.clock = clock;
    this.allowance = new Allowance(FETCHES_IN_A_ROW, FETCH_INTERVAL, clock);
  }

  /** What was fetched last, and by which fetch; {@code current} while the last try succeeded. */
  private record Known(JWKSet keys, Instant fetchedAt, long fetch, boolean current) {
    Known outdated() {
      return new Known(keys, fetchedAt, fetch, false);
    }
  }

  @Override
  public Future<List<JWK>> candidates(JWSHeader header) {
    Known now = known;
    List<JWK> found = KeySource.select(now.keys(), header);
    if (!found.isEmpty()) {
      if (now.fetchedAt().plus(MAX_AGE).isBefore(clock.instant())) {
        refresh(now);
      }
      return Future.succeededFuture(found);
    }
    return refresh(now).map(fetched -> KeySource.select(fetched.keys(), header));
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
    Future<Known> result = onCallersContext(mine.future());
    fetch
        .get()
        .onComplete(
            fetched -> {
              take(fetched);
              running.set(null);
              mine.handle(fetched.map(keys -> known));
            });
    return result;
  }

  private Future<Known> withoutFetch(Promise<Known> mine, Future<Known> outcome) {
    running.set(null);
    mine.handle(outcome);
    return mine.future();
  }

  private void take(AsyncResult<JWKSet> fetched) {
    Known before = known;
    if (fetched.failed()) {
      known = before.outdated();
      Throwable cause = fetched.cause();
      log.warn(
          "The keys of an issuer cannot be fetched: {}",
          cause instanceof IssuerUnavailable issuer ? issuer.reason() : cause);
      return;
    }
    known = new Known(fetched.result(), clock.instant(), before.fetch() + 1, true);
    if (!fetched.result().getKeys().containsAll(before.keys().getKeys())) {
      onWithdrawal.run();
    }
  }

  private static Future<Known> unavailable(String reason) {
    return Future.failedFuture(new IssuerUnavailable(reason));
  }

  private <T> Future<T> onCallersContext(Future<T> shared) {
    Context context = vertx.getOrCreateContext();
    Promise<T> own = Promise.promise();
    shared.onComplete(result -> context.runOnContext(now -> own.handle(result)));
    return own.future();
  }
}
