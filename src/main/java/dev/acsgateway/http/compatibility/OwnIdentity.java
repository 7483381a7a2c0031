package dev.acsgateway.http.compatibility;

import dev.acsgateway.failure.PermissionDenied;
import dev.acsgateway.failure.UserNotFound;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityService;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.identity.UserRecord;
import io.vertx.core.Future;
import java.util.Optional;

/** Which ACS identity is the caller's own. */
public record OwnIdentity(IdentityService identities) {

  /** The user's identity; empty while there is none. */
  Future<Optional<Identity>> of(UserId user) {
    return identities
        .read(user)
        .map(UserRecord::identity)
        .recover(
            e ->
                e instanceof UserNotFound
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(e));
  }

  /**
   * Fails with {@link PermissionDenied} unless this is the user's identity: also when it is
   * nobody's, so that nobody learns whose it is.
   */
  Future<Void> require(UserId user, String identity) {
    return of(user)
        .compose(
            own ->
                own.filter(known -> known.id().equals(identity)).isPresent()
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        new PermissionDenied("This identity is not that of your user.")));
  }
}
