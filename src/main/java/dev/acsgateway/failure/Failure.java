package dev.acsgateway.failure;

/**
 * An expected failure. Its message is fit to be shown to a client: it names no secret and no token.
 *
 * <p>Failures carry no stack trace, since they are outcomes, not faults.
 */
public abstract sealed class Failure extends RuntimeException
    permits InvalidRequest,
        Unauthenticated,
        PermissionDenied,
        UserNotFound,
        CleanupNotFound,
        CleanupConflict,
        IdentityNotFound,
        KeyNotFound,
        UserBusy,
        RateLimited,
        DeadlineExceeded,
        NoSecondAccessKey,
        StoreUnavailable,
        IssuerUnavailable,
        AcsFailure {

  Failure(String detail) {
    super(detail, null, false, false);
  }

  /** What went wrong, in one sentence for the client. */
  public final String detail() {
    return String.valueOf(getMessage());
  }
}
