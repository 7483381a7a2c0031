package dev.acsgateway.cleanup;

import static io.vertx.core.Future.await;

import dev.acsgateway.failure.AcsDenied;
import dev.acsgateway.failure.AcsFailure;
import dev.acsgateway.failure.AcsNotAsked;
import dev.acsgateway.failure.AcsRejected;
import dev.acsgateway.failure.AcsSuspended;
import dev.acsgateway.failure.AcsThrottled;
import dev.acsgateway.failure.AcsTimeout;
import dev.acsgateway.failure.AcsUnavailable;
import dev.acsgateway.failure.IdentityNotOwned;
import dev.acsgateway.failure.UnsupportedBySdk;
import dev.acsgateway.failure.WrongResource;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityClient;
import java.time.Duration;
import java.util.Optional;

/** Deletes identities at ACS, patiently: a pause that is asked for is no reason to give one up. */
final class Deletion {
  private static final int TRIES = 5;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

  private final IdentityClient acs;
  private final RunControl course;

  Deletion(IdentityClient acs, RunControl course) {
    this.acs = acs;
    this.course = course;
  }

  /** What came of it. */
  sealed interface Result {

    /** The identity is no more; {@code alreadyGone} when ACS did not know it. */
    record Deleted(boolean alreadyGone) implements Result {}

    /** ACS will not do it; {@code mayHaveActed} when it may have all the same. */
    record Refused(String reason, boolean mayHaveActed) implements Result {}

    /** The work was stopped before ACS did anything. */
    record Stopped() implements Result {}
  }

  /** Runs on a virtual thread. */
  Result delete(Identity identity) {
    boolean mayHaveActed = false;
    for (int tries = 1; true; tries++) {
      try {
        await(acs.delete(identity));
        return new Result.Deleted(false);
      } catch (IdentityNotOwned gone) {
        return new Result.Deleted(true);
      } catch (AcsFailure failure) {
        mayHaveActed |= failure.mayHaveActed();
        Optional<Duration> pause = pause(failure, tries);
        if (pause.isEmpty()) {
          return new Result.Refused(failure.detail(), mayHaveActed);
        }
        course.sleep(bounded(pause.get()));
        if (!course.goesOn()) {
          return mayHaveActed ? new Result.Refused(failure.detail(), true) : new Result.Stopped();
        }
      }
    }
  }

  /** Before the next try; empty when there is to be none. What costs nothing is tried for ever. */
  private static Optional<Duration> pause(AcsFailure failure, int tries) {
    boolean again = tries < TRIES;
    return switch (failure) {
      case AcsThrottled throttled -> Optional.of(throttled.retryAfter());
      case AcsNotAsked notAsked -> Optional.of(notAsked.retryAfter());
      case AcsSuspended suspended -> Optional.of(suspended.retryAfter());
      case AcsUnavailable outage -> again ? Optional.of(outage.retryAfter()) : Optional.empty();
      case AcsTimeout timeout -> again ? Optional.of(Duration.ZERO) : Optional.empty();
      case AcsDenied denied -> Optional.empty();
      case AcsRejected rejected -> Optional.empty();
      case IdentityNotOwned gone -> Optional.empty();
      case WrongResource wrong -> Optional.empty();
      case UnsupportedBySdk unsupported -> Optional.empty();
    };
  }

  private static Duration bounded(Duration pause) {
    Duration atLeast = pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause;
    return atLeast.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : atLeast;
  }
}
