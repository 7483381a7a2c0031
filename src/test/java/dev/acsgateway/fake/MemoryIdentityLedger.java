package dev.acsgateway.fake;

import dev.acsgateway.failure.UserBusy;
import dev.acsgateway.failure.UserNotFound;
import dev.acsgateway.fake.MemoryFences.Raised;
import dev.acsgateway.identity.Fence;
import dev.acsgateway.identity.IdentityLedger;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.identity.UserRecord;
import dev.acsgateway.identity.UserState;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** The ledger in memory. */
final class MemoryIdentityLedger implements IdentityLedger {
  private final MemoryUsers users;
  private final MemoryFences fences;
  private final InstantSource clock;
  private final Supplier<String> nonces;

  MemoryIdentityLedger(MemoryUsers users, InstantSource clock, Supplier<String> nonces) {
    this.users = users;
    this.fences = new MemoryFences(users, clock);
    this.clock = clock;
    this.nonces = nonces;
  }

  @Override
  public Future<Optional<UserRecord>> find(UserId user) {
    synchronized (users) {
      return Future.succeededFuture(
          users
              .row(user.hash())
              .map(
                  row ->
                      new UserRecord(
                          row.user,
                          row.identity,
                          row.state,
                          row.epoch,
                          row.createdAt,
                          row.lastIssuedAt)));
    }
  }

  @Override
  public Future<Fence> beginRevocation(UserId user) {
    return raise(user, UserState.REVOKING);
  }

  @Override
  public Future<Fence> beginDeletion(UserId user) {
    return raise(user, UserState.DELETING);
  }

  private Future<Fence> raise(UserId user, UserState state) {
    String nonce = nonces.get();
    synchronized (users) {
      return switch (fences.raise(user.hash(), state, nonce, Optional.empty(), Optional.empty())) {
        case Raised.Stands stands ->
            Future.succeededFuture(
                new Fence(
                    user,
                    stands.identity(),
                    stands.epoch(),
                    nonce,
                    clock.instant().plus(StorePorts.FLIGHT),
                    false));
        case Raised.Busy busy -> Future.failedFuture(new UserBusy(busy.atMost()));
        case Raised.Used used -> throw new AssertionError("no rule was given");
        case Raised.Unknown unknown -> Future.failedFuture(new UserNotFound());
      };
    }
  }

  @Override
  public Future<Boolean> endRevocation(Fence fence) {
    synchronized (users) {
      return Future.succeededFuture(
          fences.lift(fence.user().hash(), UserState.REVOKING, fence.nonce()));
    }
  }

  @Override
  public Future<Void> cancelDeletion(Fence fence) {
    synchronized (users) {
      fences.lift(fence.user().hash(), UserState.DELETING, fence.nonce());
      return Future.succeededFuture();
    }
  }

  @Override
  public Future<Void> endDeletion(Fence fence) {
    synchronized (users) {
      fences.endDeletion(fence.user().hash(), fence.identity());
      return Future.succeededFuture();
    }
  }
}
