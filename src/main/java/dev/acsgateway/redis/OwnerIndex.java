package dev.acsgateway.redis;

import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserRecord;
import dev.acsgateway.identity.UserState;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who owns an identity. An index entry lies in another slot than the records of its users, so the
 * two cannot change together: an entry is written before its record and removed after it, and an
 * owner counts only if the record says the same. What a crash leaves behind is an entry without a
 * record, which counts for nothing and which reconcile removes.
 */
final class OwnerIndex {
  /**
   * How long a claim without a record holds others off. Its import writes the record within {@link
   * #CLAIM}, or not at all; the rest is for servers whose clocks differ.
   */
  static final Duration PENDING = Duration.ofMinutes(5);

  /** How long an import may take from its claims to its records. */
  static final Duration CLAIM = Duration.ofMinutes(1);

  private final RedisCommands redis;
  private final Keyspace keys;
  private final UserRows rows;
  private final OwnerIndexBuilder builder;

  OwnerIndex(RedisCommands redis, Keyspace keys, UserRows rows) {
    this.redis = redis;
    this.keys = keys;
    this.rows = rows;
    this.builder = new OwnerIndexBuilder(redis, keys, this);
  }

  /**
   * A user and an identity that is, or is to be, theirs.
   *
   * @param hash the user's hash
   */
  record Ownership(Identity identity, String hash) {}

  /** Completes once the index covers users from before there was one. */
  Future<Void> complete() {
    return builder.complete();
  }

  /** Forgets all of it; it is rebuilt when it is next needed. */
  Future<Void> clear() {
    return builder.clear();
  }

  /**
   * Notes owners beside those that are noted already.
   *
   * @return how many were not noted, and the identities that more than one user may own
   */
  Future<Added> add(List<Ownership> ownerships) {
    return byShard(LuaScript.ADD_OWNERS, ownerships)
        .map(
            replies -> {
              long added = replies.stream().mapToLong(batch -> batch.reply().number(0)).sum();
              List<Ownership> contested = new ArrayList<>();
              replies.forEach(
                  batch ->
                      IntStream.range(0, batch.asked().size())
                          .filter(i -> batch.reply().text(i + 1).indexOf(',') >= 0)
                          .forEach(i -> contested.add(batch.asked().get(i))));
              return new Added(added, contested);
            });
  }

  /**
   * What came of {@link #add}.
   *
   * @param added how many were not noted
   * @param contested those of whose identity another owner is noted, too
   */
  record Added(long added, List<Ownership> contested) {}

  /** Notes that these users own these identities no longer. */
  Future<Void> release(List<Ownership> ownerships) {
    return ownerships.isEmpty()
        ? Future.succeededFuture()
        : byShard(LuaScript.RELEASE_OWNERS, ownerships).mapEmpty();
  }

  /** Every user whose record says that they own the identity. */
  Future<List<UserRecord>> owners(Identity identity) {
    return complete()
        .compose(covered -> entry(identity))
        .compose(noted -> verify(identity, NotedOwner.parse(noted)));
  }

  /** Whether a user other than this one owns the identity and is not being deleted. */
  Future<Boolean> isOwnedByAnother(Identity identity, String hash) {
    return complete().compose(covered -> isSharedNow(identity, hash));
  }

  /** The same, by what is in the index so far. */
  Future<Boolean> isSharedNow(Identity identity, String hash) {
    return entry(identity)
        .map(
            noted ->
                NotedOwner.parse(noted).stream()
                    .filter(owner -> !owner.hash().equals(hash))
                    .toList())
        .compose(others -> verify(identity, others))
        .map(found -> found.stream().anyMatch(user -> user.state() != UserState.DELETING));
  }

  /** The index entry of an identity as it is stored; empty when there is none. */
  Future<String> entry(Identity identity) {
    String digest = IdentityDigest.of(identity);
    String key = keys.shardOf(digest).owners();
    return redis
        .send(key, Request.cmd(Command.HMGET).arg(key).arg(digest))
        .map(row -> row.find(0).orElse(""));
  }

  /** Those of the noted owners whose records say the same. */
  Future<List<UserRecord>> verify(Identity identity, List<NotedOwner> noted) {
    List<Future<Optional<UserRecord>>> looked =
        noted.stream()
            .filter(NotedOwner::isUser)
            .map(owner -> rows.owning(identity, owner.hash()))
            .toList();
    return Future.all(looked)
        .map(all -> all.<Optional<UserRecord>>list().stream().flatMap(Optional::stream).toList());
  }

  /**
   * Replaces an entry, unless it has changed.
   *
   * @param before the entry as it was read; empty for none
   * @param after the entry to be; empty for none
   */
  Future<Boolean> replace(String digest, String before, String after) {
    return redis
        .run(
            LuaScript.REPLACE_OWNERS, List.of(keys.shardOf(digest).owners()), digest, before, after)
        .map(replaced -> replaced.number() == 1);
  }

  /**
   * One call of a script for the identities of one shard.
   *
   * @param asked what it was called for, in turn
   */
  record Batch(List<Ownership> asked, Reply reply) {}

  /** Runs a script once for each shard that some identities belong to. */
  Future<List<Batch>> byShard(LuaScript script, List<Ownership> ownerships) {
    Map<String, List<Ownership>> batches = new LinkedHashMap<>();
    for (Ownership each : ownerships) {
      batches
          .computeIfAbsent(
              keys.shardOf(IdentityDigest.of(each.identity())).owners(), key -> new ArrayList<>())
          .add(each);
    }
    List<Future<Batch>> called =
        batches.entrySet().stream()
            .map(
                batch ->
                    redis
                        .run(script, List.of(batch.getKey()), arguments(batch.getValue()))
                        .map(reply -> new Batch(batch.getValue(), reply)))
            .toList();
    return Future.all(called).map(all -> all.<Batch>list());
  }

  private static Object[] arguments(List<Ownership> batch) {
    return batch.stream()
        .flatMap(each -> Stream.of(IdentityDigest.of(each.identity()), each.hash()))
        .toArray();
  }
}
