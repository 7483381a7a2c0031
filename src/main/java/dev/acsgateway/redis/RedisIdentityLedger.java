package dev.acsgateway.redis;

import dev.acsgateway.failure.UserBusy;
import dev.acsgateway.failure.UserNotFound;
import dev.acsgateway.identity.Fence;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityLedger;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.identity.UserRecord;
import dev.acsgateway.identity.UserState;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The ledger as one hash per user. */
final class RedisIdentityLedger implements IdentityLedger {
  private final Keyspace keys;
  private final Fences fences;
  private final FenceEnds ends;
  private final UserRows rows;
  private final OwnerIndex owners;

  RedisIdentityLedger(
      Keyspace keys, Fences fences, FenceEnds ends, UserRows rows, OwnerIndex owners) {
    this.keys = keys;
    this.fences = fences;
    this.ends = ends;
    this.rows = rows;
    this.owners = owners;
  }

  @Override
  public Future<Optional<UserRecord>> find(UserId user) {
    return rows.find(user.hash());
  }

  @Override
  public Future<Fence> beginRevocation(UserId user) {
    return raiseFence(user, UserState.REVOKING);
  }

  @Override
  public Future<Fence> beginDeletion(UserId user) {
    return owners
        .complete()
        .compose(covered -> raiseFence(user, UserState.DELETING))
        .compose(
            fence ->
                owners
                    .isOwnedByAnother(fence.identity(), user.hash())
                    .map(shared -> shared ? fence.sharing() : fence)
                    .onFailure(e -> cancelDeletion(fence)));
  }

  private Future<Fence> raiseFence(UserId user, UserState state) {
    return fences
        .raise(user, state)
        .compose(
            raised ->
                switch (raised.outcome()) {
                  case "raised" -> Future.succeededFuture(fence(user, raised));
                  case "busy" ->
                      Future.failedFuture(
                          new UserBusy(Duration.ofMillis(raised.reply().number(1))));
                  default -> Future.failedFuture(new UserNotFound());
                });
  }

  private static Fence fence(UserId user, Fences.Raised raised) {
    Reply reply = raised.reply();
    return new Fence(
        user, new Identity(reply.text(2)), reply.number(1), raised.nonce(), raised.until(), false);
  }

  @Override
  public Future<Boolean> endRevocation(Fence fence) {
    return ends.endRevocation(keys.of(fence.user()), fence.nonce());
  }

  @Override
  public Future<Void> endDeletion(Fence fence) {
    String hash = fence.user().hash();
    return ends.endDeletion(keys.of(fence.user()), fence.identity().id())
        .compose(
            forgotten ->
                owners
                    .release(List.of(new OwnerIndex.Ownership(fence.identity(), hash)))
                    .otherwiseEmpty());
  }

  @Override
  public Future<Void> cancelDeletion(Fence fence) {
    return ends.liftDeletion(keys.of(fence.user()), fence.nonce());
  }
}
