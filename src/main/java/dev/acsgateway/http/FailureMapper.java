package dev.acsgateway.http;

import static dev.acsgateway.http.ProblemType.ACS_BUSY;
import static dev.acsgateway.http.ProblemType.ACS_DENIED;
import static dev.acsgateway.http.ProblemType.ACS_QUOTA;
import static dev.acsgateway.http.ProblemType.ACS_REJECTED;
import static dev.acsgateway.http.ProblemType.ACS_SLOW;
import static dev.acsgateway.http.ProblemType.ACS_THROTTLED;
import static dev.acsgateway.http.ProblemType.ACS_TIMEOUT;
import static dev.acsgateway.http.ProblemType.ACS_UNAVAILABLE;
import static dev.acsgateway.http.ProblemType.CLEANUP_CONFLICT;
import static dev.acsgateway.http.ProblemType.CLEANUP_NOT_FOUND;
import static dev.acsgateway.http.ProblemType.DEADLINE_EXCEEDED;
import static dev.acsgateway.http.ProblemType.IDENTITY_NOT_FOUND;
import static dev.acsgateway.http.ProblemType.IDENTITY_NOT_OWNED;
import static dev.acsgateway.http.ProblemType.INVALID_REQUEST;
import static dev.acsgateway.http.ProblemType.ISSUER_UNAVAILABLE;
import static dev.acsgateway.http.ProblemType.KEY_NOT_FOUND;
import static dev.acsgateway.http.ProblemType.NO_SECOND_ACCESS_KEY;
import static dev.acsgateway.http.ProblemType.PERMISSION_DENIED;
import static dev.acsgateway.http.ProblemType.RATE_LIMITED;
import static dev.acsgateway.http.ProblemType.STORE_UNAVAILABLE;
import static dev.acsgateway.http.ProblemType.UNAUTHENTICATED;
import static dev.acsgateway.http.ProblemType.UNSUPPORTED_BY_SDK;
import static dev.acsgateway.http.ProblemType.USER_BUSY;
import static dev.acsgateway.http.ProblemType.USER_NOT_FOUND;
import static dev.acsgateway.http.ProblemType.WRONG_RESOURCE;

import dev.acsgateway.failure.AcsBusy;
import dev.acsgateway.failure.AcsDenied;
import dev.acsgateway.failure.AcsQuota;
import dev.acsgateway.failure.AcsRejected;
import dev.acsgateway.failure.AcsSlow;
import dev.acsgateway.failure.AcsSuspended;
import dev.acsgateway.failure.AcsThrottled;
import dev.acsgateway.failure.AcsTimeout;
import dev.acsgateway.failure.AcsUnavailable;
import dev.acsgateway.failure.CleanupConflict;
import dev.acsgateway.failure.CleanupNotFound;
import dev.acsgateway.failure.DeadlineExceeded;
import dev.acsgateway.failure.Failure;
import dev.acsgateway.failure.IdentityNotFound;
import dev.acsgateway.failure.IdentityNotOwned;
import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.failure.IssuerUnavailable;
import dev.acsgateway.failure.KeyNotFound;
import dev.acsgateway.failure.NoSecondAccessKey;
import dev.acsgateway.failure.PermissionDenied;
import dev.acsgateway.failure.RateLimited;
import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.failure.Unauthenticated;
import dev.acsgateway.failure.UnsupportedBySdk;
import dev.acsgateway.failure.UserBusy;
import dev.acsgateway.failure.UserNotFound;
import dev.acsgateway.failure.WrongResource;

/** The one place that says which failure becomes which problem. */
final class FailureMapper {
  private FailureMapper() {}

  static Problem problem(Failure failure) {
    String detail = failure.detail();
    return switch (failure) {
      case InvalidRequest f -> Problem.ofField(INVALID_REQUEST, f.field(), detail);
      case Unauthenticated f -> Problem.of(UNAUTHENTICATED, detail);
      case PermissionDenied f -> Problem.of(PERMISSION_DENIED, detail);
      case UserNotFound f -> Problem.of(USER_NOT_FOUND, detail);
      case CleanupNotFound f -> Problem.of(CLEANUP_NOT_FOUND, detail);
      case CleanupConflict f -> Problem.of(CLEANUP_CONFLICT, detail);
      case IdentityNotFound f -> Problem.of(IDENTITY_NOT_FOUND, detail);
      case KeyNotFound f -> Problem.of(KEY_NOT_FOUND, detail);
      case UserBusy f -> Problem.ofDelay(USER_BUSY, detail, f.retryAfter());
      case RateLimited f -> Problem.ofDelay(RATE_LIMITED, detail, f.retryAfter());
      case NoSecondAccessKey f -> Problem.of(NO_SECOND_ACCESS_KEY, detail);
      case DeadlineExceeded f ->
          Problem.ofDelay(DEADLINE_EXCEEDED, detail, DeadlineExceeded.RETRY_AFTER);
      case StoreUnavailable f -> Problem.ofDelay(STORE_UNAVAILABLE, detail, f.retryAfter());
      case IssuerUnavailable f ->
          Problem.ofDelay(ISSUER_UNAVAILABLE, detail, IssuerUnavailable.RETRY_AFTER);
      case AcsDenied f -> Problem.of(ACS_DENIED, detail);
      case IdentityNotOwned f -> Problem.of(IDENTITY_NOT_OWNED, detail);
      case AcsRejected f -> Problem.of(ACS_REJECTED, detail);
      case AcsThrottled f -> Problem.ofDelay(ACS_THROTTLED, detail, f.retryAfter());
      case AcsQuota f -> Problem.ofDelay(ACS_QUOTA, detail, f.retryAfter());
      case AcsBusy f -> Problem.ofDelay(ACS_BUSY, detail, f.retryAfter());
      case AcsSlow f -> Problem.ofDelay(ACS_SLOW, detail, f.retryAfter());
      case AcsUnavailable f -> Problem.ofDelay(ACS_UNAVAILABLE, detail, f.retryAfter());
      case AcsSuspended f -> Problem.ofDelay(ACS_UNAVAILABLE, detail, f.retryAfter());
      case AcsTimeout f -> Problem.ofDelay(ACS_TIMEOUT, detail, AcsTimeout.RETRY_AFTER);
      case WrongResource f -> Problem.of(WRONG_RESOURCE, detail);
      case UnsupportedBySdk f -> Problem.of(UNSUPPORTED_BY_SDK, detail);
    };
  }
}
