package dev.acsgateway.http.cleanup;

import dev.acsgateway.authentication.Caller;
import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.CleanupTarget;
import dev.acsgateway.failure.PermissionDenied;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import java.util.List;
import java.util.Optional;

/** Whom a caller may have cleaned up. */
final class CleanupCaller {
  private CleanupCaller() {}

  /**
   * Makes sure that the caller may act for everyone whom a job could hit.
   *
   * @throws PermissionDenied when not
   */
  static void requireAccess(Caller caller, CleanupTarget target, List<Candidate> named) {
    if (!(target instanceof CleanupTarget.Listed)) {
      caller.requireAccessToAllUsers();
    }
    named.forEach(candidate -> requireAccess(caller, candidate));
  }

  /** An identity may be anybody's. */
  static void requireAccess(Caller caller, Candidate candidate) {
    switch (candidate) {
      case Candidate.OfUser(UserId user, Optional<Identity> identity) ->
          caller.requireAccessTo(user);
      case Candidate.Loose loose -> caller.requireAccessToAllUsers();
    }
  }
}
