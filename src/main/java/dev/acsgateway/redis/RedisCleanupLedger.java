package dev.acsgateway.redis;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.Claim;
import dev.acsgateway.cleanup.ClaimPrecondition;
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
  private final LedgerScanner walk;
  private final OwnerIndex owners;
  private final IdentityClaims claims;
  private final OrphanLists orphans;

  RedisCleanupLedger(
      RedisCommands redis, Keyspace keys, Fences fences, FenceEnds ends, OwnerIndex owners) {
    this.redis = redis;
    this.owners = owners;
    this.claims = new IdentityClaims(redis, owners);
    this.orphans = new OrphanLists(redis);
    this.keys = keys;
    this.fences = fences;
    this.ends = ends;
    this.walk = new LedgerScanner(redis, keys);
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
  public Future<Claim> claim(Candidate candidate, ClaimPrecondition rule) {
    return switch (candidate) {
      case Candidate.OfUser(String hash, Optional<Identity> identity) ->
          owners
              .complete()
              .compose(covered -> fences.claim(hash, identity, rule))
              .compose(claim -> unlessShared(hash, claim));
      case Candidate.Loose loose -> claim(loose);
    };
  }

  /** An identity that another user owns, too, is not idle, and must not be deleted. */
  private Future<Claim> unlessShared(String hash, Claim claim) {
    return claim instanceof Claim.Granted granted
        ? owners
            .isOwnedByAnother(granted.identity(), hash)
            .compose(
                shared ->
                    shared
                        ? lift(hash, granted).map(lifted -> new Claim.InUse())
                        : Future.succeededFuture(granted))
        : Future.succeededFuture(claim);
  }

  /** What is filed as an orphan although a user owns it is filed no longer. */
  private Future<Claim> claim(Candidate.Loose loose) {
    return claims
        .claimForDeletion(loose.identity())
        .compose(
            deletion ->
                switch (deletion) {
                  case GRANTED -> Future.succeededFuture(new Claim.Granted(loose.identity(), ""));
                  case OWNED ->
                      loose
                          .shard()
                          .map(shard -> orphans.remove(place(loose.identity(), shard)))
                          .orElseGet(Future::succeededFuture)
                          .map(unfiled -> new Claim.InUse());
                  case CHANGING -> Future.succeededFuture(new Claim.InUse());
                });
  }

  private static OrphanLists.Place place(Identity identity, int shard) {
    return new OrphanLists.Place(identity, Keyspace.shardKeys(shard).orphans());
  }

  @Override
  public Future<Void> release(Candidate candidate, Claim.Granted claim) {
    return switch (candidate) {
      case Candidate.OfUser(String hash, Optional<Identity> identity) -> lift(hash, claim);
      case Candidate.Loose loose -> claims.endDeletion(loose.identity());
    };
  }

  private Future<Void> lift(String hash, Claim.Granted claim) {
    return ends.liftDeletion(keys.ofHash(hash), claim.nonce());
  }

  @Override
  public Future<Void> forget(Candidate candidate, Identity identity) {
    return switch (candidate) {
      case Candidate.OfUser(String hash, Optional<Identity> only) ->
          ends.endDeletion(keys.ofHash(hash), identity.id())
              .compose(
                  forgotten ->
                      owners
                          .release(List.of(new OwnerIndex.Ownership(identity, hash)))
                          .otherwiseEmpty());
      case Candidate.Loose(Identity loose, Optional<Integer> shard) ->
          shard
              .map(number -> orphans.remove(place(loose, number)))
              .orElseGet(Future::succeededFuture)
              .compose(forgotten -> claims.endDeletion(loose));
    };
  }
}
