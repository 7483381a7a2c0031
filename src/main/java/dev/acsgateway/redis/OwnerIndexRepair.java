package dev.acsgateway.redis;

import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserRecord;
import dev.acsgateway.redis.Keyspace.ShardKeys;
import dev.acsgateway.redis.OwnerIndex.Ownership;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the owner index against the records of users. */
final class OwnerIndexRepair {
  private static final Logger log = LoggerFactory.getLogger(OwnerIndexRepair.class);
  private static final long PAGE = 500;

  private final RedisCommands redis;
  private final OwnerIndex index;
  private final UserRows rows;

  OwnerIndexRepair(RedisCommands redis, OwnerIndex index, UserRows rows) {
    this.redis = redis;
    this.index = index;
    this.rows = rows;
  }

  /**
   * What came of noting the owners of some records.
   *
   * @param added owners that the index lacked
   * @param shared users whose identity another user owns, too
   */
  record Noted(long added, long shared) {}

  /** Notes the owners of some records: hash, identity, user id, signature, hash, … */
  Future<Noted> note(List<String> owned) {
    List<Ownership> ownerships =
        IntStream.range(0, owned.size() / 4)
            .mapToObj(i -> new Ownership(new Identity(owned.get(4 * i + 1)), owned.get(4 * i)))
            .toList();
    return index
        .add(ownerships)
        .compose(
            added ->
                Future.all(added.contested().stream().map(this::shares).toList())
                    .map(
                        all ->
                            new Noted(
                                added.added(),
                                all.<Boolean>list().stream()
                                    .filter(Boolean::booleanValue)
                                    .count())));
  }

  private Future<Boolean> shares(Ownership each) {
    return index
        .isSharedNow(each.identity(), each.hash())
        .onSuccess(
            shared -> {
              if (shared) {
                log.warn(
                    "The user {} owns an identity that another user owns, too; see ledger owner",
                    each.hash());
              }
            });
  }

  /**
   * What came of a part of the index.
   *
   * @param next Redis's cursor to go on with
   * @param removed entries of owners whose records say otherwise
   */
  record Swept(String next, long removed) {}

  /** Takes owners out of a part of a shard's index whose records say otherwise. */
  Future<Swept> sweep(ShardKeys shard, String position) {
    return redis
        .send(
            shard.owners(),
            Request.cmd(Command.HSCAN).arg(shard.owners()).arg(position).arg("COUNT").arg(PAGE))
        .compose(
            page ->
                now()
                    .compose(now -> sweep(page.element(1).texts(), now))
                    .map(removed -> new Swept(page.text(0), removed)));
  }

  private Future<Long> sweep(List<String> entries, long now) {
    List<Future<Boolean>> swept =
        IntStream.range(0, entries.size() / 2)
            .mapToObj(i -> sweep(entries.get(2 * i), entries.get(2 * i + 1), now))
            .toList();
    return Future.all(swept)
        .map(all -> all.<Boolean>list().stream().filter(Boolean::booleanValue).count());
  }

  private Future<Boolean> sweep(String digest, String noted, long now) {
    List<NotedOwner> owners = NotedOwner.parse(noted);
    List<Future<Boolean>> standing =
        owners.stream().map(owner -> stands(digest, owner, now)).toList();
    return Future.all(standing)
        .compose(
            all -> {
              List<NotedOwner> left = new ArrayList<>();
              for (int i = 0; i < owners.size(); i++) {
                if (all.<Boolean>resultAt(i)) {
                  left.add(owners.get(i));
                }
              }
              return left.size() == owners.size()
                  ? Future.succeededFuture(false)
                  : index.replace(digest, noted, NotedOwner.text(left));
            });
  }

  private Future<Boolean> stands(String digest, NotedOwner owner, long now) {
    if (IdentityClaims.isPending(owner, now)) {
      return Future.succeededFuture(true);
    }
    return owner.isUser()
        ? rows.find(owner.hash())
            .map(
                user ->
                    user.flatMap(UserRecord::identity)
                        .map(IdentityDigest::of)
                        .equals(Optional.of(digest)))
        : Future.succeededFuture(false);
  }

  private Future<Long> now() {
    return redis
        .send(Keyspace.META, Request.cmd(Command.TIME))
        .map(time -> Long.parseLong(time.text(0)));
  }
}
