package dev.acsgateway.failure;

/**
 * ACS did not do what was asked. The closed set of what an {@code IdentityClient} can fail with.
 */
public abstract sealed class AcsFailure extends Failure
    permits AcsDenied,
        IdentityNotOwned,
        AcsRejected,
        AcsThrottled,
        AcsNotAsked,
        AcsSuspended,
        AcsUnavailable,
        AcsTimeout,
        WrongResource,
        UnsupportedBySdk {

  AcsFailure(String detail) {
    super(detail);
  }

  /** Whether ACS may have done what was asked although it did not say so. */
  public final boolean mayHaveActed() {
    return switch (this) {
      case AcsUnavailable unavailable -> true;
      case AcsTimeout timeout -> true;
      case AcsDenied denied -> false;
      case IdentityNotOwned notOwned -> false;
      case AcsRejected rejected -> false;
      case AcsThrottled throttled -> false;
      case AcsNotAsked notAsked -> false;
      case AcsSuspended suspended -> false;
      case WrongResource wrong -> false;
      case UnsupportedBySdk unsupported -> false;
    };
  }
}
