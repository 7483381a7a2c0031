package dev.acsgateway.authentication;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fetches every issuer's keys when a node starts and from then on in time before they are due, so
 * that a withdrawn key is noticed on a node that nobody asks, too, and no caller waits for it.
 */
public final class IssuerKeyRefresh extends VerticleBase {
  private static final Duration INTERVAL = JwksCache.DUE.minusSeconds(30);
  private static final Duration RETRY = Duration.ofSeconds(30);

  private final List<JwksCache> sources;
  private final List<JwksFetcher> fetchers;
  private final Duration interval;
  private final Duration retry;
  private final Set<Long> timers = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  IssuerKeyRefresh(List<JwksCache> sources, List<JwksFetcher> fetchers) {
    this(sources, fetchers, INTERVAL, RETRY);
  }

  /**
   * @param fetchers closed with this
   * @param interval the time from the end of a fetch to the next
   * @param retry the same after one that failed
   */
  IssuerKeyRefresh(
      List<JwksCache> sources, List<JwksFetcher> fetchers, Duration interval, Duration retry) {
    this.sources = List.copyOf(sources);
    this.fetchers = List.copyOf(fetchers);
    this.interval = interval;
    this.retry = retry;
  }

  /** Starts the first fetches and does not wait for them: no start depends on an issuer. */
  @Override
  public Future<?> start() {
    sources.forEach(this::refresh);
    return Future.succeededFuture();
  }

  private void refresh(JwksCache keys) {
    keys.refresh()
        .onComplete(
            done -> {
              if (done.succeeded()) {
                arm(interval, () -> refresh(keys));
              } else {
                long seen = keys.fetches();
                arm(retry, () -> repeat(keys, seen));
              }
            });
  }

  /** Fetches after a failure, unless a lookup did meanwhile. */
  private void repeat(JwksCache keys, long seen) {
    if (keys.fetches() > seen) {
      arm(interval.minus(retry), () -> refresh(keys));
    } else {
      refresh(keys);
    }
  }

  private void arm(Duration delay, Runnable next) {
    if (!stopped) {
      timers.add(
          vertx.setTimer(
              Math.max(1, delay.toMillis()),
              fired -> {
                timers.remove(fired);
                next.run();
              }));
    }
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    timers.forEach(vertx::cancelTimer);
    return Future.join(fetchers.stream().map(JwksFetcher::close).toList());
  }
}
