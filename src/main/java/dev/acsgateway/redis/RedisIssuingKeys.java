package dev.acsgateway.redis;

import dev.acsgateway.identity.IssuingKeyStore;
import dev.acsgateway.identity.IssuingKeys;
import io.vertx.core.Future;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access key in use as a hash in Redis, read again whenever it may have changed. Nothing is
 * written before {@link #settle}: a node of another ACS resource must not touch it.
 *
 * <p>A node that starts without the key in use was given others on purpose: it puts its first one
 * in use. One that is running and sees a key that it does not have goes on with its own; what it
 * makes with that is not served from memory.
 */
final class RedisIssuingKeys implements IssuingKeyStore {
  private static final Logger log = LoggerFactory.getLogger(RedisIssuingKeys.class);
  private static final String CURRENT = "current";
  private static final String VERSION = "version";
  private static final String DROPPED = "dropped:";
  private static final String KEEP = "";

  /** More than the longest life of a token. */
  private static final Duration REMEMBERED = Duration.ofHours(25);

  private final RedisCommands redis;
  private final InstantSource clock;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile List<String> owned;
  private volatile IssuingKeys known;
  private long version;
  private volatile boolean settled;

  /**
   * @param owned fingerprints of this node's keys, the one to begin with first
   */
  RedisIssuingKeys(RedisCommands redis, RedisNotes notes, List<String> owned, InstantSource clock) {
    this.redis = redis;
    this.owned = List.copyOf(owned);
    this.clock = clock;
    this.known = new IssuingKeys(owned.getFirst(), Map.of());
    notes.onAccessKeyChange(this::read);
    notes.onGap(this::readAnew);
  }

  @Override
  public IssuingKeys known() {
    return known;
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
  public Future<IssuingKeys> use(String fingerprint, Instant dropFrom) {
    return run(fingerprint, Long.toString(dropFrom.toEpochMilli()));
  }

  @Override
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** After a gap this may be another server, or one that lost its memory. */
  private void readAnew() {
    synchronized (listeners) {
      version = 0;
    }
    read();
  }

  private void read() {
    load().onFailure(e -> log.warn("Cannot read which access key is in use: {}", e.getMessage()));
  }

  private Future<IssuingKeys> load() {
    return redis
        .send(Keyspace.ACCESS_KEYS, Request.cmd(Command.HGETALL).arg(Keyspace.ACCESS_KEYS))
        .map(Reply::entries)
        .map(this::learn);
  }

  @Override
  public Future<Void> settle() {
    return run(owned.getFirst(), KEEP)
        .compose(keys -> hasCurrent(keys) ? Future.succeededFuture(keys) : takeOver())
        .onSuccess(keys -> settled = true)
        .mapEmpty();
  }

  private boolean hasCurrent(IssuingKeys keys) {
    return owned.contains(keys.current());
  }

  private Future<IssuingKeys> takeOver() {
    log.warn(
        "The access key in use is not configured here: {} is put in use, and tokens made with the"
            + " former one are dropped",
        owned.getFirst());
    return use(owned.getFirst(), clock.instant());
  }

  private Future<IssuingKeys> run(String fingerprint, String dropFrom) {
    return redis
        .run(
            LuaScript.USE_ACCESS_KEY,
            List.of(Keyspace.ACCESS_KEYS),
            fingerprint,
            dropFrom,
            Long.toString(clock.instant().minus(REMEMBERED).toEpochMilli()),
            Keyspace.NOTES)
        .compose(done -> load());
  }

  /** Answers may overtake each other on different connections: an older one teaches nothing. */
  private IssuingKeys learn(Map<String, String> fields) {
    IssuingKeys keys;
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

  private static IssuingKeys parse(Map<String, String> fields) {
    Map<String, Instant> dropped = new HashMap<>();
    fields.forEach(
        (name, value) -> {
          if (name.startsWith(DROPPED)) {
            dropped.put(
                name.substring(DROPPED.length()), Instant.ofEpochMilli(Long.parseLong(value)));
          }
        });
    return new IssuingKeys(Objects.requireNonNull(fields.get(CURRENT)), dropped);
  }
}
