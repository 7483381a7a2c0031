package dev.acsgateway.redis;

import dev.acsgateway.ledger.LedgerRepair;
import dev.acsgateway.ledger.LedgerSize;
import dev.acsgateway.ledger.RepairStep;
import dev.acsgateway.ledger.RepairTally;
import dev.acsgateway.redis.Keyspace.ShardKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * First every user's record, found among all keys, since an index that lost one cannot name it;
 * then every shard's index; then the owners of identities.
 */
final class RedisLedgerRepair implements LedgerRepair {
  private static final Logger log = LoggerFactory.getLogger(RedisLedgerRepair.class);

  private static final char RECORDS = 'r';
  private static final char INDEX = 'i';
  private static final char OWNERS = 'o';
  private static final long PAGE = 1000;

  private final RedisCommands redis;
  private final Keyspace keys;
  private final OwnerIndexRepair owners;
  private final LedgerSigning signing;
  private final RedisConfig.Mode mode;
  private final InstantSource clock;

  RedisLedgerRepair(
      RedisCommands redis,
      Keyspace keys,
      OwnerIndexRepair owners,
      LedgerSigning signing,
      RedisConfig.Mode mode,
      InstantSource clock) {
    this.redis = redis;
    this.keys = keys;
    this.owners = owners;
    this.signing = signing;
    this.mode = mode;
    this.clock = clock;
  }

  @Override
  public Future<RepairStep> step(String cursor, Instant intentsBefore) {
    ShardCursor at =
        cursor.equals(START) ? ShardCursor.at(RECORDS, 0) : ShardCursor.parse(cursor, "rio");
    if (at.phase() == INDEX) {
      return index(at, intentsBefore);
    }
    if (at.phase() == OWNERS) {
      return owners(at);
    }
    Future<RepairStep> records =
        mode == RedisConfig.Mode.CLUSTER ? recordsOfShard(at.shard()) : records(at);
    return cursor.equals(START) ? records.compose(this::withApiKeys) : records;
  }

  private Future<RepairStep> withApiKeys(RepairStep step) {
    return signing
        .apiKeys()
        .map(
            signed ->
                new RepairStep(
                    step.tally().plus(RepairTally.NONE.signing(signed.signed(), signed.forged())),
                    step.next()));
  }

  private Future<RepairStep> records(ShardCursor at) {
    return redis
        .send(
            Keyspace.META,
            Request.cmd(Command.SCAN)
                .arg(at.position())
                .arg("MATCH")
                .arg(Keyspace.USERS_PATTERN)
                .arg("COUNT")
                .arg(PAGE))
        .compose(
            page -> {
              ShardCursor next = at.onwards(page.text(0)).orElseGet(() -> ShardCursor.at(INDEX, 0));
              return records(page.element(1).texts())
                  .map(tally -> new RepairStep(tally, Optional.of(next.toString())));
            });
  }

  /**
   * On a cluster, a shard at a time, by the server that has it at that moment: a cursor of {@code
   * SCAN} means nothing to any other server, and a failover may come between any two steps.
   */
  private Future<RepairStep> recordsOfShard(int shard) {
    ShardKeys names = Keyspace.shardKeys(shard);
    ShardCursor next =
        shard + 1 < keys.shards() ? ShardCursor.at(RECORDS, shard + 1) : ShardCursor.at(INDEX, 0);
    return redis
        .run(LuaScript.NAME_USERS, List.of(names.index()), names.users())
        .compose(hashes -> records(names, hashes.texts(), 0, RepairTally.NONE))
        .map(tally -> new RepairStep(tally, Optional.of(next.toString())));
  }

  private Future<RepairTally> records(
      ShardKeys shard, List<String> hashes, int from, RepairTally before) {
    int to = Math.min(hashes.size(), from + (int) PAGE);
    return from == to
        ? Future.succeededFuture(before)
        : records(shard, hashes.subList(from, to))
            .compose(tally -> records(shard, hashes, to, before.plus(tally)));
  }

  private Future<RepairTally> records(List<String> names) {
    Map<Integer, List<String>> hashesByShard =
        names.stream()
            .map(name -> name.substring(name.lastIndexOf(':') + 1))
            .collect(Collectors.groupingBy(keys::shard));
    List<Future<RepairTally>> mended =
        hashesByShard.entrySet().stream()
            .map(group -> records(Keyspace.shardKeys(group.getKey()), group.getValue()))
            .toList();
    return Future.all(mended)
        .map(all -> all.<RepairTally>list().stream().reduce(RepairTally.NONE, RepairTally::plus));
  }

  private Future<RepairTally> records(ShardKeys shard, List<String> hashes) {
    List<Object> arguments = new ArrayList<>(2 + hashes.size());
    arguments.add(shard.users());
    arguments.add(Long.toString(clock.millis()));
    arguments.addAll(hashes);
    return redis
        .run(LuaScript.REPAIR_USERS, keysOf(shard), arguments.toArray())
        .compose(
            tally -> {
              List<String> owned = tally.element(4).texts();
              return signing
                  .users(shard, owned)
                  .compose(
                      signed ->
                          owners
                              .note(owned)
                              .map(
                                  noted ->
                                      new RepairTally(
                                              tally.number(0),
                                              tally.number(1),
                                              0,
                                              tally.number(2),
                                              tally.number(3),
                                              0,
                                              noted.added(),
                                              0,
                                              noted.shared(),
                                              0,
                                              0,
                                              LedgerSize.NONE)
                                          .signing(signed.signed(), signed.forged())));
            });
  }

  private Future<RepairStep> index(ShardCursor at, Instant intentsBefore) {
    ShardKeys shard = Keyspace.shardKeys(at.shard());
    return redis
        .run(
            LuaScript.REPAIR_INDEX,
            keysOf(shard),
            shard.users(),
            at.position(),
            PAGE,
            intentsBefore.toEpochMilli())
        .map(
            reply -> {
              warnOfForgotten(reply.number(2), shard);
              Optional<ShardCursor> further = at.onwards(reply.text(0));
              LedgerSize left =
                  further.isPresent()
                      ? LedgerSize.NONE
                      : new LedgerSize(reply.number(3), reply.number(4), reply.number(5));
              return new RepairStep(
                  new RepairTally(
                      0, 0, reply.number(1), 0, 0, reply.number(2), 0, 0, 0, 0, 0, left),
                  further.or(() -> Optional.of(shardAfter(at))).map(ShardCursor::toString));
            });
  }

  /** ACS lists no identities: what a node made that died before it could tell cannot be found. */
  private static void warnOfForgotten(long intents, ShardKeys shard) {
    if (intents > 0) {
      log.warn(
          "Gave up {} intents of {}: ACS may hold as many identities that nobody knows",
          intents,
          shard.intents());
    }
  }

  private ShardCursor shardAfter(ShardCursor at) {
    return at.shard() + 1 < keys.shards()
        ? ShardCursor.at(INDEX, at.shard() + 1)
        : ShardCursor.at(OWNERS, 0);
  }

  private Future<RepairStep> owners(ShardCursor at) {
    return owners
        .sweep(Keyspace.shardKeys(at.shard()), at.position())
        .map(
            swept ->
                new RepairStep(
                    new RepairTally(0, 0, 0, 0, 0, 0, 0, swept.removed(), 0, 0, 0, LedgerSize.NONE),
                    at.onwards(swept.next())
                        .or(() -> nextOwners(at.shard() + 1))
                        .map(ShardCursor::toString)))
        .compose(
            step ->
                step.next().isPresent()
                    ? Future.succeededFuture(step)
                    : signing.finish().map(step));
  }

  private Optional<ShardCursor> nextOwners(int shard) {
    return shard < keys.shards() ? Optional.of(ShardCursor.at(OWNERS, shard)) : Optional.empty();
  }

  private static List<String> keysOf(ShardKeys shard) {
    return List.of(shard.index(), shard.orphans(), shard.intents());
  }
}
