package dev.acsgateway.redis;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether Redis takes writes: writes a key that expires at each server from time to time, and
 * heeds what other commands are refused with meanwhile. A server that is not reached says nothing.
 */
final class WriteCheck {
  private static final Logger log = LoggerFactory.getLogger(WriteCheck.class);
  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
  private static final String NAME = "write-check";

  private final Vertx vertx;
  private final RedisCommands redis;
  private final CommandRouter link;
  private final List<String> candidates;
  private final Duration interval;
  private volatile @Nullable String refusal;
  private volatile boolean closed;
  private volatile long timer;

  /**
   * @param shards how many there are; a key of each may be written
   * @param silence about how often is checked
   */
  WriteCheck(Vertx vertx, RedisCommands redis, CommandRouter link, int shards, Duration silence) {
    this.vertx = vertx;
    this.redis = redis;
    this.link = link;
    this.candidates =
        IntStream.range(0, shards)
            .mapToObj(shard -> Keyspace.shardKeys(shard).prefix() + NAME)
            .toList();
    this.interval = silence.compareTo(SHORTEST_INTERVAL) < 0 ? SHORTEST_INTERVAL : silence;
  }

  /** Starts to check. */
  void start() {
    redis.onRefusedWrite(this::refused);
    arm();
  }

  private void arm() {
    if (!closed) {
      timer = vertx.setTimer(interval.toMillis(), due -> check().onComplete(done -> arm()));
    }
  }

  /** By which code the last write was refused; empty while writes are taken. */
  Optional<String> refusal() {
    return Optional.ofNullable(refusal);
  }

  private void refused(String code) {
    if (!code.equals(refusal)) {
      log.error("Redis takes no writes ({}): tokens are served from the cache only", code);
    }
    refusal = code;
  }

  private Future<Void> check() {
    List<Future<Void>> writes = link.onePerServer(candidates).stream().map(this::write).toList();
    return Future.all(writes).onSuccess(all -> accepted(writes.size())).mapEmpty();
  }

  private Future<Void> write(String key) {
    return redis
        .run(LuaScript.WRITE_CHECK, List.of(key), 2 * interval.toMillis())
        .<Void>mapEmpty()
        .onFailure(
            e -> {
              if (e instanceof StoreUnavailable store) {
                RefusedWrite.code(store.reason()).ifPresent(this::refused);
              }
            });
  }

  private void accepted(int servers) {
    if (servers > 0 && refusal != null) {
      log.info("Redis takes writes again");
      refusal = null;
    }
  }

  /** Ends the checks. */
  void close() {
    closed = true;
    vertx.cancelTimer(timer);
  }
}
