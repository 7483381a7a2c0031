package dev.acsgateway.identity;

import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.failure.UserBusy;
import dev.acsgateway.failure.UserNotFound;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * The only map from users to identities; ACS has none. Every change is atomic and fenced by the
 * user's epoch. Any future may fail with {@link StoreUnavailable}; then nothing is known about
 * whether the change was made, and a repeat is safe.
 */
public interface IdentityLedger {

  /** What is known of the user. */
  Future<Optional<UserRecord>> find(UserId user);

  /**
   * Starts a revocation: no token is served or issued, and cached ones are gone, until {@link
   * #endRevocation} or until the fence runs out. Fails with {@link UserNotFound} when the user owns
   * no identity and with {@link UserBusy} when another change holds the user.
   */
  Future<Fence> beginRevocation(UserId user);

  /**
   * Ends a revocation: flights that began before are void, new ones may start.
   *
   * @return {@code false} when the fence had run out, so that a token may have been issued before
   *     ACS revoked; then the revocation has to be made again
   */
  Future<Boolean> endRevocation(Fence fence);

  /**
   * Starts a deletion. From here on the user has no identity that could be served; a token request
   * makes a new one. Fails with {@link UserNotFound} and {@link UserBusy} as above.
   */
  Future<Fence> beginDeletion(UserId user);

  /**
   * Records that ACS deleted the fence's identity and forgets the user, unless the user has a new
   * identity by now, which stays.
   */
  Future<Void> endDeletion(Fence fence);

  /**
   * Takes a deletion back that ACS was surely not asked for, or surely did not carry out: the user
   * keeps the identity, unless an earlier deletion of it may have been carried out.
   */
  Future<Void> cancelDeletion(Fence fence);
}
