package dev.acsgateway.quota;

import dev.acsgateway.failure.AcsBusy;
import dev.acsgateway.failure.AcsNotAsked;
import dev.acsgateway.failure.AcsQuota;
import dev.acsgateway.failure.AcsSlow;
import java.time.Duration;

/** Why a call waits for so long that it is refused. */
enum Backlog {
  /** For a permit. */
  QUOTA,
  /** For calls of this node that are under way, and that ACS answers. */
  BUSY,
  /** For calls of this node that are under way, and that ACS does not answer. */
  SLOW;

  private static final Duration UNTIL_CALLS_END = Duration.ofSeconds(1);
  private static final Duration UNTIL_ACS_ANSWERS = Duration.ofSeconds(5);

  /**
   * What the caller is told.
   *
   * @param untilPermit when there will be a permit, where one is waited for
   */
  AcsNotAsked refusal(Duration untilPermit) {
    return switch (this) {
      case QUOTA -> new AcsQuota(untilPermit);
      case BUSY -> new AcsBusy(UNTIL_CALLS_END);
      case SLOW -> new AcsSlow(UNTIL_ACS_ANSWERS);
    };
  }
}
