package dev.acsgateway.redis;

import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.ledger.ImportMode;
import dev.acsgateway.ledger.ImportTally;
import dev.acsgateway.ledger.LedgerEntry;
import dev.acsgateway.redis.IdentityClaims.Claimed;
import dev.acsgateway.redis.Keyspace.ShardKeys;
import dev.acsgateway.redis.OrphanLists.Place;
import dev.acsgateway.redis.OwnerIndex.Ownership;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Takes users into the ledger, each with an identity that nobody else owns: the identities are
 * claimed first, and who could not claim theirs is a conflict.
 */
final class LedgerIntake {
  private final RedisCommands redis;
  private final Keyspace keys;
  private final OwnerIndex owners;
  private final RowIntegrity integrity;
  private final IdentityClaims claims;
  private final OrphanLists orphans;
  private final InstantSource clock;

  LedgerIntake(
      RedisCommands redis,
      Keyspace keys,
      OwnerIndex owners,
      RowIntegrity integrity,
      InstantSource clock) {
    this.redis = redis;
    this.keys = keys;
    this.owners = owners;
    this.integrity = integrity;
    this.claims = new IdentityClaims(redis, owners);
    this.orphans = new OrphanLists(redis);
    this.clock = clock;
  }

  /** What a script said of a row. */
  private record Outcome(Row row, String word) {}

  /** A row whose identity is claimed. */
  private record Row(LedgerEntry entry, Claimed claim) {}

  Future<ImportTally> write(List<LedgerEntry> entries, ImportMode mode) {
    List<Ownership> wanted = entries.stream().map(LedgerIntake::ownership).toList();
    return claims.claim(wanted).compose(claimed -> write(rows(entries, claimed), entries, mode));
  }

  private static Ownership ownership(LedgerEntry entry) {
    return new Ownership(entry.identity(), entry.user().hash());
  }

  /** A row that comes twice is claimed twice. */
  private static List<Row> rows(List<LedgerEntry> entries, List<Claimed> claimed) {
    Map<Ownership, Claimed> claims = new HashMap<>();
    claimed.forEach(claim -> claims.merge(claim.ownership(), claim, (first, again) -> first));
    return entries.stream()
        .flatMap(
            entry ->
                Optional.ofNullable(claims.get(ownership(entry)))
                    .map(claim -> new Row(entry, claim))
                    .stream())
        .toList();
  }

  private Future<ImportTally> write(List<Row> rows, List<LedgerEntry> entries, ImportMode mode) {
    return orphans
        .filed(rows.stream().flatMap(this::places).distinct().toList())
        .compose(
            filed -> {
              Set<Row> refused = mode == ImportMode.KEEP ? rowsOf(rows, filed) : Set.of();
              return writeByShard(
                      rows.stream().filter(row -> !refused.contains(row)).toList(), mode)
                  .compose(outcomes -> settle(outcomes, refused, filed))
                  .map(outcomes -> tally(outcomes, entries.size()));
            });
  }

  /** Where the identity may be filed as an orphan, other than in the shard of its new owner. */
  private Stream<Place> places(Row row) {
    return Stream.concat(
            Stream.of(keys.orphanShard(row.entry().identity()).orphans()),
            row.claim().former().stream().map(hash -> keys.ofHash(hash).orphans()))
        .filter(key -> !key.equals(keys.of(row.entry().user()).orphans()))
        .map(key -> new Place(row.entry().identity(), key));
  }

  private Set<Row> rowsOf(List<Row> rows, Set<Place> filed) {
    return rows.stream()
        .filter(row -> places(row).anyMatch(filed::contains))
        .collect(Collectors.toSet());
  }

  private Future<List<Outcome>> writeByShard(List<Row> rows, ImportMode mode) {
    Map<Integer, List<Row>> byShard =
        rows.stream().collect(Collectors.groupingBy(row -> keys.shard(row.entry().user().hash())));
    List<Future<List<Outcome>>> written =
        byShard.entrySet().stream()
            .map(group -> write(Keyspace.shardKeys(group.getKey()), group.getValue(), mode))
            .toList();
    return Future.all(written)
        .map(all -> all.<List<Outcome>>list().stream().flatMap(List::stream).toList());
  }

  private Future<List<Outcome>> write(ShardKeys shard, List<Row> rows, ImportMode mode) {
    List<Object> arguments = new ArrayList<>(5 + 6 * rows.size());
    arguments.add(shard.prefix());
    arguments.add(Long.toString(clock.millis()));
    arguments.add(mode == ImportMode.OVERWRITE ? "1" : "0");
    arguments.add(Keyspace.NOTES);
    arguments.add(rows.stream().mapToLong(row -> row.claim().until()).min().orElseThrow());
    for (Row row : rows) {
      LedgerEntry entry = row.entry();
      arguments.add(entry.user().hash());
      arguments.add(entry.user().value());
      arguments.add(entry.identity().id());
      arguments.add(millis(entry.createdAt()));
      arguments.add(millis(entry.lastIssuedAt()));
      arguments.add(
          integrity.sign(
              shard.users() + entry.user().hash(), entry.user().value(), entry.identity().id()));
    }
    return redis
        .run(LuaScript.IMPORT_USERS, List.of(shard.index(), shard.orphans()), arguments.toArray())
        .compose(
            reply ->
                reply.text(0).equals("late")
                    ? Future.failedFuture(
                        new StoreUnavailable("The claims on the imported identities ran out"))
                    : Future.succeededFuture(
                        IntStream.range(0, rows.size())
                            .mapToObj(i -> new Outcome(rows.get(i), reply.text(i)))
                            .toList()));
  }

  private static String millis(Optional<Instant> time) {
    return time.map(at -> Long.toString(at.toEpochMilli())).orElse("");
  }

  /** Who did not get the identity claims it no longer; what has an owner is no orphan. */
  private Future<List<Outcome>> settle(List<Outcome> outcomes, Set<Row> refused, Set<Place> filed) {
    Set<Row> taken =
        outcomes.stream()
            .filter(outcome -> !outcome.word().equals("conflict"))
            .map(Outcome::row)
            .collect(Collectors.toSet());
    Set<Ownership> lost = new HashSet<>();
    Stream.concat(outcomes.stream().map(Outcome::row), refused.stream())
        .filter(row -> row.claim().fresh())
        .forEach(row -> lost.add(row.claim().ownership()));
    taken.forEach(row -> lost.remove(row.claim().ownership()));
    Set<Place> owned =
        taken.stream().flatMap(this::places).filter(filed::contains).collect(Collectors.toSet());
    return Future.all(owners.release(List.copyOf(lost)), orphans.remove(owned)).map(outcomes);
  }

  private static ImportTally tally(List<Outcome> outcomes, int entries) {
    Map<String, Long> counts =
        outcomes.stream().collect(Collectors.groupingBy(Outcome::word, Collectors.counting()));
    long added = counts.getOrDefault("added", 0L);
    long same = counts.getOrDefault("same", 0L);
    long replaced = counts.getOrDefault("replaced", 0L);
    return new ImportTally(added, same, replaced, entries - added - same - replaced);
  }
}
