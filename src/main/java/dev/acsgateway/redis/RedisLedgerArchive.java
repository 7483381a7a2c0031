package dev.acsgateway.redis;

import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.identity.UserState;
import dev.acsgateway.ledger.FiledOrphans;
import dev.acsgateway.ledger.IdentityOwners;
import dev.acsgateway.ledger.ImportMode;
import dev.acsgateway.ledger.ImportTally;
import dev.acsgateway.ledger.LedgerArchive;
import dev.acsgateway.ledger.LedgerEntry;
import dev.acsgateway.ledger.LedgerPage;
import dev.acsgateway.ledger.LedgerSize;
import dev.acsgateway.redis.Keyspace.ShardKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The ledger shard by shard: first a shard's users by its index, then its orphans. */
final class RedisLedgerArchive implements LedgerArchive {
  private static final char USERS = 'u';
  private static final char ORPHANS = 'o';
  private static final long PAGE = 500;

  private final RedisCommands redis;
  private final Keyspace keys;
  private final OwnerIndex owners;
  private final RowIntegrity integrity;
  private final OrphanLists orphans;
  private final LedgerIntake intake;
  private final InstantSource clock;

  RedisLedgerArchive(
      RedisCommands redis,
      Keyspace keys,
      OwnerIndex owners,
      RowIntegrity integrity,
      InstantSource clock) {
    this.redis = redis;
    this.keys = keys;
    this.owners = owners;
    this.integrity = integrity;
    this.orphans = new OrphanLists(redis);
    this.intake = new LedgerIntake(redis, keys, owners, integrity, clock);
    this.clock = clock;
  }

  @Override
  public Future<LedgerPage> read(String cursor) {
    ShardCursor at =
        cursor.equals(START) ? ShardCursor.at(USERS, 0) : ShardCursor.parse(cursor, "uo");
    ShardKeys shard = Keyspace.shardKeys(at.shard());
    return at.phase() == USERS ? users(at, shard) : orphans(at, shard);
  }

  private Future<LedgerPage> users(ShardCursor at, ShardKeys shard) {
    return redis
        .run(LuaScript.READ_USERS, List.of(shard.index()), at.position(), PAGE, shard.users())
        .map(
            reply -> {
              List<String> row = reply.texts();
              List<LedgerEntry> entries = new ArrayList<>(row.size() / 7);
              List<Identity> dying = new ArrayList<>();
              for (int i = 1; i < row.size(); i += 7) {
                if (!integrity.isGenuine(
                    shard.users() + row.get(i + 5), row.get(i + 6), row.get(i), row.get(i + 1))) {
                  continue;
                }
                if (UserState.of(row.get(i + 2)) == UserState.DELETING) {
                  dying.add(new Identity(row.get(i + 1)));
                } else {
                  entries.add(entry(row.subList(i, i + 5)));
                }
              }
              ShardCursor next =
                  at.onwards(row.getFirst()).orElseGet(() -> ShardCursor.at(ORPHANS, at.shard()));
              return new LedgerPage(entries, dying, Optional.of(next.toString()));
            });
  }

  private static LedgerEntry entry(List<String> row) {
    return new LedgerEntry(
        new UserId(row.get(0)), new Identity(row.get(1)), time(row.get(3)), time(row.get(4)));
  }

  private static Optional<Instant> time(String millis) {
    return millis.isEmpty()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(Long.parseLong(millis)));
  }

  private Future<LedgerPage> orphans(ShardCursor at, ShardKeys shard) {
    return redis
        .send(
            shard.orphans(),
            Request.cmd(Command.ZSCAN)
                .arg(shard.orphans())
                .arg(at.position())
                .arg("COUNT")
                .arg(PAGE))
        .map(
            reply -> {
              List<String> scored = reply.element(1).texts();
              List<Identity> found =
                  IntStream.range(0, scored.size() / 2)
                      .mapToObj(i -> new Identity(scored.get(2 * i)))
                      .toList();
              Optional<ShardCursor> next =
                  at.onwards(reply.text(0)).or(() -> nextShard(at.shard() + 1));
              return new LedgerPage(List.of(), found, next.map(ShardCursor::toString));
            });
  }

  private Optional<ShardCursor> nextShard(int shard) {
    return shard < keys.shards() ? Optional.of(ShardCursor.at(USERS, shard)) : Optional.empty();
  }

  @Override
  public Future<ImportTally> write(List<LedgerEntry> entries, ImportMode mode) {
    return entries.isEmpty()
        ? Future.succeededFuture(ImportTally.NONE)
        : intake.write(entries, mode);
  }

  /** Orphans have no user, so any shard will do; the same one for the same identity. */
  @Override
  public Future<FiledOrphans> fileOrphans(List<Identity> found) {
    List<Future<FiledOrphans>> filed = found.stream().map(this::fileOrphan).toList();
    return Future.all(filed)
        .map(
            all -> all.<FiledOrphans>list().stream().reduce(FiledOrphans.NONE, FiledOrphans::plus));
  }

  private Future<FiledOrphans> fileOrphan(Identity orphan) {
    return owners
        .owners(orphan)
        .compose(
            users ->
                users.isEmpty()
                    ? orphans
                        .file(place(orphan), clock.millis())
                        .map(isNew -> new FiledOrphans(isNew ? 1 : 0, 0))
                    : Future.succeededFuture(new FiledOrphans(0, 1)));
  }

  private OrphanLists.Place place(Identity orphan) {
    return new OrphanLists.Place(orphan, keys.orphanShard(orphan).orphans());
  }

  @Override
  public Future<IdentityOwners> owners(Identity identity) {
    return owners
        .owners(identity)
        .compose(
            users ->
                isOrphan(identity).map(isOrphan -> new IdentityOwners(identity, users, isOrphan)));
  }

  private Future<Boolean> isOrphan(Identity identity) {
    return owners
        .entry(identity)
        .compose(
            noted ->
                orphans.filed(
                    Stream.concat(
                            Stream.of(place(identity)),
                            NotedOwner.parse(noted).stream()
                                .filter(NotedOwner::isUser)
                                .map(NotedOwner::hash)
                                .map(keys::ofHash)
                                .map(user -> new OrphanLists.Place(identity, user.orphans())))
                        .distinct()
                        .toList()))
        .map(filed -> !filed.isEmpty());
  }

  @Override
  public Future<LedgerSize> size() {
    List<Future<LedgerSize>> sizes =
        IntStream.range(0, keys.shards()).mapToObj(Keyspace::shardKeys).map(this::size).toList();
    return Future.all(sizes)
        .map(all -> all.<LedgerSize>list().stream().reduce(LedgerSize.NONE, LedgerSize::plus));
  }

  private Future<LedgerSize> size(ShardKeys shard) {
    return Future.all(count(shard.index()), count(shard.orphans()), count(shard.intents()))
        .map(
            all ->
                new LedgerSize(
                    all.<Long>resultAt(0), all.<Long>resultAt(1), all.<Long>resultAt(2)));
  }

  private Future<Long> count(String key) {
    return redis.send(key, Request.cmd(Command.ZCARD).arg(key)).map(Reply::number);
  }
}
