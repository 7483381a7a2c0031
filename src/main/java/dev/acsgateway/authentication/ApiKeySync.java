package dev.acsgateway.authentication;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this node's copy of the keys that all nodes share, beside the configured ones, which win.
 * The copy is renewed whenever a change is reported, with retries until the keys have been read,
 * and periodically in case that a note was lost. While the store is down, the copy is used until it
 * is as old as the grace period: a revocation that this node cannot hear of ends the key then.
 * Configured keys have no such end.
 */
public final class ApiKeySync extends VerticleBase implements ApiKeyDirectory {
  private static final long RETRY_MILLIS = 200;

  private final ApiKeyDirectory configured;
  private final ApiKeyStore store;
  private final Duration interval;
  private final Duration grace;
  private final InstantSource clock;
  private final Set<String> used = ConcurrentHashMap.newKeySet();
  private final Object turn = new Object();
  private volatile @Nullable Copy shared;
  private Future<Void> loading = Future.succeededFuture();
  private @Nullable Future<Void> waiting;
  private final AtomicBoolean retrying = new AtomicBoolean();
  private volatile boolean stopped;

  /**
   * The keys as they were read.
   *
   * @param keys by id
   * @param readAt when the reading began, in milliseconds of the clock
   */
  private record Copy(Map<String, ApiKey> keys, long readAt) {}

  /**
   * @param interval the longest time that a lost note is not noticed
   * @param grace how old the copy may be; it is renewed at least twice as often
   */
  public ApiKeySync(
      ConfiguredApiKeys configured,
      ApiKeyStore store,
      Duration interval,
      Duration grace,
      InstantSource clock) {
    Duration half = Duration.ofNanos(grace.toNanos() / 2);
    this.configured = configured;
    this.store = store;
    this.interval = interval.compareTo(half) < 0 ? interval : half;
    this.grace = grace;
    this.clock = clock;
  }

  /** Loads the keys, and starts all the same when that fails. */
  @Override
  public Future<?> start() {
    store.onChange(this::renewUntilRead);
    armTimer();
    return renewUntilRead().otherwiseEmpty();
  }

  /** A change that was told of may be a key that was withdrawn. */
  private Future<Void> renewUntilRead() {
    return renew()
        .onFailure(
            e -> {
              if (!stopped && retrying.compareAndSet(false, true)) {
                vertx.setTimer(
                    RETRY_MILLIS,
                    due -> {
                      retrying.set(false);
                      renewUntilRead();
                    });
              }
            });
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    return flushUses().otherwiseEmpty();
  }

  @Override
  public Optional<ApiKey> find(String id) {
    Optional<ApiKey> own = configured.find(id);
    if (own.isPresent()) {
      return own;
    }
    Copy known = shared;
    if (known == null) {
      throw new StoreUnavailable("the API keys were never loaded");
    }
    if (clock.millis() - known.readAt() >= grace.toMillis()) {
      throw new StoreUnavailable("the API keys could not be renewed within key-grace");
    }
    return Optional.ofNullable(known.keys().get(id));
  }

  /** How many keys of all nodes this one knows; empty until they were loaded once. */
  public OptionalInt known() {
    Copy loaded = shared;
    return loaded == null ? OptionalInt.empty() : OptionalInt.of(loaded.keys().size());
  }

  @Override
  public void noteUse(ApiKey key) {
    if (!used.contains(key.id())) {
      used.add(key.id());
    }
  }

  /**
   * Loads the keys as they are from now on: joins no load that began before. At most one is under
   * way, and one waits for it.
   */
  Future<Void> renew() {
    synchronized (turn) {
      if (loading.isComplete()) {
        loading = load();
        return loading;
      }
      Future<Void> next = waiting;
      if (next == null) {
        next = loading.transform(before -> takeTurn());
        waiting = next;
      }
      return next;
    }
  }

  private Future<Void> takeTurn() {
    synchronized (turn) {
      waiting = null;
      loading = load();
      return loading;
    }
  }

  private Future<Void> load() {
    long begun = clock.millis();
    return store
        .all()
        .onSuccess(
            keys ->
                shared =
                    new Copy(
                        keys.stream()
                            .collect(Collectors.toUnmodifiableMap(ApiKey::id, Function.identity())),
                        begun))
        .mapEmpty();
  }

  private void armTimer() {
    vertx.setTimer(
        interval.toMillis(),
        fired ->
            renew()
                .eventually(this::flushUses)
                .onComplete(
                    done -> {
                      if (!stopped) {
                        armTimer();
                      }
                    }));
  }

  private Future<Void> flushUses() {
    Set<String> ids = Set.copyOf(used);
    used.removeAll(ids);
    return ids.isEmpty()
        ? Future.succeededFuture()
        : store.noteUse(ids, clock.instant()).onFailure(e -> used.addAll(ids));
  }
}
