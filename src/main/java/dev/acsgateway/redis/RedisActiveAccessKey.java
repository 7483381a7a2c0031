package dev.acsgateway.redis;

import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.identity.ActiveAccessKey;
import dev.acsgateway.identity.ActiveAccessKeyStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access key in use as a hash in Redis, read again whenever it may have changed. Nothing is
 * written before {@link #settle}: a node of another ACS resource must not touch it.
 *
 * <p>A node that starts without the key in use was given others on purpose: it puts its first one
 * in use. One that is running and sees a key that it does not have goes on with its own; what it
 * makes with that is not served from memory.
 *
 * <p>After a gap in the notes, and after a note of a change, the key is read again until it has
 * been read; until then nothing made with any key is served from memory. While there is no
 * subscription, so that no note is heard, it is read for every request, as far as Redis answers.
 */
final class RedisActiveAccessKey implements ActiveAccessKeyStore {
  private static final Logger log = LoggerFactory.getLogger(RedisActiveAccessKey.class);
  private static final String CURRENT = "current";
  private static final String VERSION = "version";
  private static final String DROPPED = "dropped:";
  private static final String KEEP = "";

  /** Belongs to no context, so a caller stays on its own. */
  private static final Future<Void> CURRENT_ALREADY = Future.succeededFuture();

  /** More than the longest life of a token. */
  private static final Duration REMEMBERED = Duration.ofHours(25);

  private final RedisCommands redis;
  private final InvalidationBus notes;
  private final Duration patience;
  private final InstantSource clock;
  private final Supplier<String> nonces;
  private final Reread reread;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile List<String> owned;
  private volatile ActiveAccessKey known;
  private long version;
  private volatile boolean settled;

  /**
   * @param owned fingerprints of this node's keys, the one to begin with first
   * @param patience how long a request waits for the key to be read
   * @param nonces names switches, each differently
   */
  RedisActiveAccessKey(
      Vertx vertx,
      RedisCommands redis,
      InvalidationBus notes,
      List<String> owned,
      Duration patience,
      InstantSource clock,
      Supplier<String> nonces) {
    this.redis = redis;
    this.notes = notes;
    this.patience = patience;
    this.nonces = nonces;
    this.reread = new Reread(vertx, "which access key is in use", this::load);
    this.owned = List.copyOf(owned);
    this.clock = clock;
    this.known = new ActiveAccessKey(owned.getFirst(), Map.of());
    notes.onAccessKeyChange(this::readAndConfirm);
    notes.onGap(this::readAfterGap);
  }

  @Override
  public ActiveAccessKey known() {
    return known;
  }

  @Override
  public boolean isUnread() {
    return reread.isPending();
  }

  @Override
  public Future<Void> catchUp() {
    if (reread.isPending()) {
      return reread
          .settled()
          .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
          .recover(
              late ->
                  Future.failedFuture(
                      new StoreUnavailable("which access key is in use is not known yet")));
    }
    return notes.upToDate() ? CURRENT_ALREADY : load().transform(read -> CURRENT_ALREADY);
  }

  @Override
  public String signing() {
    List<String> own = owned;
    String current = known.current();
    return own.contains(current) ? current : own.getFirst();
  }

  @Override
  public List<String> owned() {
    return owned;
  }

  @Override
  public Future<Void> own(List<String> fingerprints) {
    owned = List.copyOf(fingerprints);
    return settled ? settle() : Future.succeededFuture();
  }

  @Override
  public Future<ActiveAccessKey> use(String fingerprint, Instant dropFrom) {
    String nonce = nonces.get();
    notes.expectAcknowledgements(nonce);
    return run(fingerprint, Long.toString(dropFrom.toEpochMilli()), nonce)
        .compose(
            receivers ->
                Future.all(
                    notes.heardEverywhere(nonce, receivers),
                    redis.replicated(Keyspace.ACCESS_KEYS)))
        .onFailure(e -> notes.expectNoAcknowledgements(nonce))
        .compose(heard -> load().otherwise(e -> new ActiveAccessKey(fingerprint, Map.of())));
  }

  @Override
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** After a gap this may be another server, or one that lost its memory. */
  private void readAfterGap() {
    synchronized (listeners) {
      version = 0;
    }
    reread.after();
  }

  private void readAndConfirm(String nonce) {
    reread.after().onSuccess(read -> notes.acknowledge(nonce));
  }

  /** Ends the retries. */
  void close() {
    reread.close();
  }

  private Future<ActiveAccessKey> load() {
    return redis
        .read(Keyspace.ACCESS_KEYS, Request.cmd(Command.HGETALL).arg(Keyspace.ACCESS_KEYS))
        .map(Reply::entries)
        .map(this::learn);
  }

  @Override
  public Future<Void> settle() {
    return run(owned.getFirst(), KEEP, nonces.get())
        .compose(written -> load())
        .compose(keys -> hasCurrent(keys) ? Future.succeededFuture(keys) : takeOver())
        .onSuccess(keys -> settled = true)
        .mapEmpty();
  }

  private boolean hasCurrent(ActiveAccessKey keys) {
    return owned.contains(keys.current());
  }

  private Future<ActiveAccessKey> takeOver() {
    log.warn(
        "The access key in use is not configured here: {} is put in use, and tokens made with the"
            + " former one are dropped",
        owned.getFirst());
    return use(owned.getFirst(), clock.instant());
  }

  /**
   * @return how many nodes heard of it
   */
  private Future<Long> run(String fingerprint, String dropFrom, String nonce) {
    return redis
        .run(
            LuaScript.USE_ACCESS_KEY,
            List.of(Keyspace.ACCESS_KEYS),
            fingerprint,
            dropFrom,
            Long.toString(clock.instant().minus(REMEMBERED).toEpochMilli()),
            Keyspace.NOTES,
            nonce)
        .map(Reply::number);
  }

  /** Answers may overtake each other on different connections: an older one teaches nothing. */
  private ActiveAccessKey learn(Map<String, String> fields) {
    ActiveAccessKey keys;
    boolean changed;
    synchronized (listeners) {
      long read = Long.parseLong(fields.getOrDefault(VERSION, "0"));
      keys = read > version ? parse(fields) : known;
      version = Math.max(read, version);
      changed = !keys.equals(known);
      known = keys;
    }
    if (changed) {
      if (settled && !hasCurrent(keys)) {
        log.error(
            "The access key in use, {}, is not configured here; give this node the same keys",
            keys.current());
      }
      listeners.forEach(Runnable::run);
    }
    return keys;
  }

  private static ActiveAccessKey parse(Map<String, String> fields) {
    Map<String, Instant> dropped = new HashMap<>();
    fields.forEach(
        (name, value) -> {
          if (name.startsWith(DROPPED)) {
            dropped.put(
                name.substring(DROPPED.length()), Instant.ofEpochMilli(Long.parseLong(value)));
          }
        });
    return new ActiveAccessKey(Objects.requireNonNull(fields.get(CURRENT)), dropped);
  }
}
