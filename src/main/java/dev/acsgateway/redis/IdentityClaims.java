package dev.acsgateway.redis;

import dev.acsgateway.identity.Identity;
import dev.acsgateway.redis.OwnerIndex.Ownership;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Claims identities in the owner index before somebody acts on them: an import for a user, a
 * clean-up to delete what nobody owns. Of several who claim one identity at a time, one gets it.
 */
final class IdentityClaims {
  private final RedisCommands redis;
  private final OwnerIndex index;

  IdentityClaims(RedisCommands redis, OwnerIndex index) {
    this.redis = redis;
    this.index = index;
  }

  /**
   * An identity that is claimed for a user.
   *
   * @param fresh whether the user was not noted as its owner before
   * @param former hashes of users who were noted as owners and are none
   * @param until when the claim ends, in seconds of the Redis server's clock
   */
  record Claimed(Ownership ownership, boolean fresh, List<String> former, long until) {}

  /**
   * Claims each identity for its user, unless another user owns it or is about to.
   *
   * @return those that were claimed
   */
  Future<List<Claimed>> claim(List<Ownership> wanted) {
    return index
        .complete()
        .compose(covered -> index.byShard(LuaScript.CLAIM_IDENTITIES, wanted))
        .compose(batches -> Future.all(batches.stream().flatMap(this::outcomes).toList()))
        .map(all -> all.<Optional<Claimed>>list().stream().flatMap(Optional::stream).toList());
  }

  private Stream<Future<Optional<Claimed>>> outcomes(OwnerIndex.Batch batch) {
    long now = batch.reply().number(0);
    return IntStream.range(0, batch.asked().size())
        .mapToObj(i -> outcome(batch.asked().get(i), batch.reply().text(i + 1), now));
  }

  private Future<Optional<Claimed>> outcome(Ownership wanted, String reply, long now) {
    long until = now + OwnerIndex.CLAIM.toSeconds();
    return switch (reply) {
      case "new" -> claimed(new Claimed(wanted, true, List.of(), until));
      case "kept" -> claimed(new Claimed(wanted, false, List.of(), until));
      default -> takeOver(wanted, reply, now, until);
    };
  }

  private static Future<Optional<Claimed>> claimed(Claimed claimed) {
    return Future.succeededFuture(Optional.of(claimed));
  }

  private Future<Optional<Claimed>> takeOver(Ownership wanted, String noted, long now, long until) {
    List<NotedOwner> others = others(noted, wanted.hash());
    if (others.stream().anyMatch(other -> isPending(other, now))) {
      return Future.succeededFuture(Optional.empty());
    }
    return index
        .verify(wanted.identity(), others)
        .compose(
            owners ->
                owners.isEmpty()
                    ? index.replace(
                        IdentityDigest.of(wanted.identity()),
                        noted,
                        new NotedOwner(wanted.hash(), now).toString())
                    : Future.succeededFuture(false))
        .map(
            taken ->
                taken
                    ? Optional.of(
                        new Claimed(
                            wanted,
                            true,
                            others.stream()
                                .filter(NotedOwner::isUser)
                                .map(NotedOwner::hash)
                                .toList(),
                            until))
                    : Optional.empty());
  }

  private static List<NotedOwner> others(String noted, String hash) {
    return NotedOwner.parse(noted).stream().filter(owner -> !owner.hash().equals(hash)).toList();
  }

  /** Whether an import, or a clean-up, may still be about to act on what it claimed. */
  static boolean isPending(NotedOwner owner, long now) {
    return owner.since() > 0 && now - owner.since() < OwnerIndex.PENDING.toSeconds();
  }

  /** What came of asking to delete an identity that nobody is known to own. */
  enum Deletion {
    /** Nobody owns it, and nobody can come to own it meanwhile. */
    GRANTED,
    /** A user owns it. */
    OWNED,
    /** It is being imported. */
    CHANGING
  }

  /** Claims an identity for its deletion at ACS, unless a user owns it or is about to. */
  Future<Deletion> claimForDeletion(Identity identity) {
    return index
        .complete()
        .compose(covered -> Future.all(index.entry(identity), now()))
        .compose(both -> claimForDeletion(identity, both.resultAt(0), both.<Long>resultAt(1)));
  }

  private Future<Deletion> claimForDeletion(Identity identity, String noted, long now) {
    List<NotedOwner> users = others(noted, NotedOwner.CLEANUP);
    return index
        .verify(identity, users)
        .compose(
            owners -> {
              if (!owners.isEmpty()) {
                return Future.succeededFuture(Deletion.OWNED);
              }
              return users.stream().anyMatch(user -> isPending(user, now))
                  ? Future.succeededFuture(Deletion.CHANGING)
                  : index
                      .replace(
                          IdentityDigest.of(identity),
                          noted,
                          new NotedOwner(NotedOwner.CLEANUP, now).toString())
                      .map(taken -> taken ? Deletion.GRANTED : Deletion.CHANGING);
            });
  }

  /** Ends a claim for a deletion, whatever came of it. */
  Future<Void> endDeletion(Identity identity) {
    return index.release(List.of(new Ownership(identity, NotedOwner.CLEANUP)));
  }

  private Future<Long> now() {
    return redis
        .send(Keyspace.META, Request.cmd(Command.TIME))
        .map(time -> Long.parseLong(time.text(0)));
  }
}
