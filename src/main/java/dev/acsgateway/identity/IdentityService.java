package dev.acsgateway.identity;

import dev.acsgateway.failure.AcsFailure;
import dev.acsgateway.failure.IdentityNotOwned;
import dev.acsgateway.failure.UserNotFound;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What backends can do with a user other than issue tokens. Failures are those of the two ports.
 */
public final class IdentityService {
  /** "Revocation takes up to 15 minutes to spread" (Microsoft's documentation of the operation). */
  static final Duration ACS_REVOCATION_SPREAD = Duration.ofMinutes(15);

  private final IdentityLedger ledger;
  private final IdentityClient client;
  private final InstantSource clock;

  public IdentityService(IdentityLedger ledger, IdentityClient client, InstantSource clock) {
    this.ledger = ledger;
    this.client = client;
    this.clock = clock;
  }

  /** What is known of the user; fails with {@link UserNotFound} when that is nothing. */
  public Future<UserRecord> read(UserId user) {
    return ledger
        .find(user)
        .compose(
            found ->
                found
                    .map(Future::succeededFuture)
                    .orElseGet(() -> Future.failedFuture(new UserNotFound())));
  }

  /**
   * Revokes every token of the user, here and at ACS. When the fence ran out on the way, it starts
   * over, since a token may have been issued and revoked behind the cache's back. A node that stood
   * still for so long does not ask ACS with a fence that is no more: that would revoke tokens which
   * others serve by now.
   */
  public Future<Revocation> revoke(UserId user) {
    return ledger
        .beginRevocation(user)
        .compose(
            fence ->
                clock.instant().isBefore(fence.until())
                    ? client
                        .revoke(fence.identity())
                        .recover(failure -> lower(fence, failure))
                        .compose(revoked -> ledger.endRevocation(fence))
                    : Future.succeededFuture(false))
        .compose(
            ended -> ended ? Future.succeededFuture(revokedAt(clock.instant())) : revoke(user));
  }

  /**
   * A fence around a call that surely did nothing is lowered; any other stands until it runs out.
   */
  private Future<Void> lower(Fence fence, Throwable failure) {
    return failure instanceof AcsFailure known && !known.mayHaveActed()
        ? ledger.endRevocation(fence).transform(ended -> Future.failedFuture(failure))
        : Future.failedFuture(failure);
  }

  /** An identity that surely was not deleted goes on to be served; any other never is again. */
  private Future<Void> cancel(Fence fence, Throwable failure) {
    return failure instanceof AcsFailure known && !known.mayHaveActed()
        ? ledger.cancelDeletion(fence).transform(lifted -> Future.failedFuture(failure))
        : Future.failedFuture(failure);
  }

  private static Revocation revokedAt(Instant now) {
    return new Revocation(now, now.plus(ACS_REVOCATION_SPREAD));
  }

  /** Deletes the user's identity at ACS and every trace of the user here. */
  public Future<Void> erase(UserId user) {
    return ledger.beginDeletion(user).compose(this::delete);
  }

  /**
   * Carries out a deletion whose fence is held. An identity that is already gone counts as done.
   * One that another user owns, too, stays at ACS: its deletion would lock that user out.
   */
  public Future<Void> delete(Fence fence) {
    return fence.shared() ? ledger.endDeletion(fence) : deleteAtAcs(fence);
  }

  private Future<Void> deleteAtAcs(Fence fence) {
    return client
        .delete(fence.identity())
        .recover(e -> e instanceof IdentityNotOwned ? Future.succeededFuture() : cancel(fence, e))
        .compose(deleted -> ledger.endDeletion(fence));
  }
}
