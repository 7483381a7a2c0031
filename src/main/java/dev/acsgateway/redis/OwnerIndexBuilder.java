package dev.acsgateway.redis;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.CleanupLedger;
import dev.acsgateway.redis.OwnerIndex.Ownership;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the owner index of a ledger that was written before there was one, when the index is first
 * needed. The ledger's head says that it is complete.
 */
final class OwnerIndexBuilder {
  private static final Logger log = LoggerFactory.getLogger(OwnerIndexBuilder.class);
  private static final String COMPLETE = "owners";

  private final RedisCommands redis;
  private final Keyspace keys;
  private final OwnerIndex index;
  private final LedgerScanner walk;
  private final AtomicReference<@Nullable Future<Void>> completion = new AtomicReference<>();

  OwnerIndexBuilder(RedisCommands redis, Keyspace keys, OwnerIndex index) {
    this.redis = redis;
    this.keys = keys;
    this.index = index;
    this.walk = new LedgerScanner(redis, keys);
  }

  /** Completes once the index is complete; after a failure the next call tries again. */
  Future<Void> complete() {
    Future<Void> known = completion.get();
    if (known != null && !known.failed()) {
      return known;
    }
    Future<Void> attempt = look();
    completion.set(attempt);
    return attempt;
  }

  /** Takes all entries out, and the note that they are complete. */
  Future<Void> clear() {
    completion.set(null);
    return redis
        .send(Keyspace.META, Request.cmd(Command.HDEL).arg(Keyspace.META).arg(COMPLETE))
        .compose(
            open ->
                Future.all(
                    IntStream.range(0, keys.shards())
                        .mapToObj(shard -> Keyspace.shardKeys(shard).owners())
                        .map(key -> redis.send(key, Request.cmd(Command.UNLINK).arg(key)))
                        .toList()))
        .mapEmpty();
  }

  private Future<Void> look() {
    return redis
        .send(Keyspace.META, Request.cmd(Command.HEXISTS).arg(Keyspace.META).arg(COMPLETE))
        .compose(
            noted ->
                noted.number() == 1
                    ? Future.succeededFuture()
                    : build(CleanupLedger.START, 0).compose(this::note));
  }

  private Future<Long> build(String cursor, long before) {
    if (cursor.equals(CleanupLedger.END)) {
      return Future.succeededFuture(before);
    }
    return walk.users(cursor, "+inf")
        .compose(
            page -> {
              List<Ownership> found =
                  page.candidates().stream()
                      .filter(Candidate.OfUser.class::isInstance)
                      .map(Candidate.OfUser.class::cast)
                      .map(user -> new Ownership(user.identity().orElseThrow(), user.hash()))
                      .toList();
              return index.add(found).compose(added -> build(page.next(), before + added.added()));
            });
  }

  private Future<Void> note(long added) {
    if (added > 0) {
      log.info("The ledger is from before it was indexed by identity; indexed {} users", added);
    }
    return redis
        .send(Keyspace.META, Request.cmd(Command.HSET).arg(Keyspace.META).arg(COMPLETE).arg(1))
        .mapEmpty();
  }
}
