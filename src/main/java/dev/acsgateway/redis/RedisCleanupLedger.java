package dev.acsgateway.redis;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.Claim;
import dev.acsgateway.cleanup.ClaimRule;
import dev.acsgateway.cleanup.CleanupLedger;
import dev.acsgateway.identity.Identity;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ledger for clean-up. */
final class RedisCleanupLedger implements CleanupLedger {
  private final RedisCommands redis;
  private final Keyspace keys;
  private final Fences fences;
  private final FenceEnds ends;
  private final LedgerWalk walk;

  RedisCleanupLedger(RedisCommands redis, Keyspace keys, Fences fences, FenceEnds ends) {
    this.redis = redis;
    this.keys = keys;
    this.fences = fences;
    this.ends = ends;
    this.walk = new LedgerWalk(redis, keys);
  }

  @Override
  public Future<Page> idleUsers(String cursor, Instant cutoff) {
    return walk.users(cursor, Long.toString(cutoff.toEpochMilli()));
  }

  @Override
  public Future<Long> countIdleUsers(Instant cutoff) {
    return walk.count(Long.toString(cutoff.toEpochMilli()));
  }

  @Override
  public Future<Page> users(String cursor) {
    return walk.users(cursor, "+inf");
  }

  @Override
  public Future<Page> orphans(String cursor) {
    return walk.orphans(cursor);
  }

  @Override
  public Future<List<Candidate>> known(List<Candidate> candidates) {
    return Future.all(candidates.stream().map(this::isKnown).toList())
        .map(
            answers -> {
              List<Candidate> known = new ArrayList<>();
              for (int i = 0; i < candidates.size(); i++) {
                if (answers.<Boolean>resultAt(i)) {
                  known.add(candidates.get(i));
                }
              }
              return known;
            });
  }

  private Future<Boolean> isKnown(Candidate candidate) {
    return switch (candidate) {
      case Candidate.OfUser(String hash, Optional<Identity> identity) ->
          redis
              .send(
                  keys.ofHash(hash).user(),
                  Request.cmd(Command.HEXISTS).arg(keys.ofHash(hash).user()).arg("identity"))
              .map(exists -> exists.number() == 1);
      case Candidate.Loose loose -> Future.succeededFuture(true);
    };
  }

  @Override
  public Future<Claim> claim(Candidate candidate, ClaimRule rule) {
    return switch (candidate) {
      case Candidate.OfUser(String hash, Optional<Identity> identity) ->
          fences.claim(hash, identity, rule);
      case Candidate.Loose(Identity identity, Optional<Integer> shard) ->
          Future.succeededFuture(new Claim.Granted(identity, ""));
    };
  }

  @Override
  public Future<Void> release(Candidate candidate, Claim.Granted claim) {
    if (!(candidate instanceof Candidate.OfUser(String hash, Optional<Identity> identity))) {
      return Future.succeededFuture();
    }
    return ends.liftDeletion(keys.ofHash(hash), claim.nonce());
  }

  @Override
  public Future<Void> forget(Candidate candidate, Identity identity) {
    return switch (candidate) {
      case Candidate.OfUser(String hash, Optional<Identity> only) ->
          ends.endDeletion(keys.ofHash(hash), identity.id());
      case Candidate.Loose(Identity loose, Optional<Integer> shard) ->
          shard.map(number -> forgetOrphan(number, loose)).orElseGet(Future::succeededFuture);
    };
  }

  private Future<Void> forgetOrphan(int shard, Identity identity) {
    return redis
        .send(
            Keyspace.shardKeys(shard).orphans(),
            Request.cmd(Command.ZREM).arg(Keyspace.shardKeys(shard).orphans()).arg(identity.id()))
        .mapEmpty();
  }
}
