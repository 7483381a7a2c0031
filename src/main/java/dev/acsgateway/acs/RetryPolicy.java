package dev.acsgateway.acs;

import dev.acsgateway.failure.AcsTimeout;
import dev.acsgateway.failure.AcsUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Decides whether and when a call whose repeat is safe is repeated. */
final class RetryPolicy {
  private final RetryConfig config;
  private final RandomGenerator jitter;

  RetryPolicy(RetryConfig config, RandomGenerator jitter) {
    this.config = config;
    this.jitter = jitter;
  }

  /**
   * The pause before the next try; empty when there is to be none.
   *
   * @param repeat 0 before the first repeat
   * @param elapsed since the first try began
   */
  Optional<Duration> pause(int repeat, Throwable failure, Duration elapsed) {
    if (repeat >= config.repeats()) {
      return Optional.empty();
    }
    return named(failure)
        .map(named -> longer(named, backoff(repeat)))
        .filter(pause -> elapsed.plus(pause).compareTo(config.patience()) <= 0);
  }

  /** What ACS itself asks for; empty when it is no outage, which a repeat cannot help. */
  private static Optional<Duration> named(Throwable failure) {
    return switch (failure) {
      case AcsTimeout timeout -> Optional.of(Duration.ZERO);
      case AcsUnavailable outage ->
          Optional.of(
              outage.retryAfter().equals(ErrorAnswer.UNAVAILABLE_DEFAULT)
                  ? Duration.ZERO
                  : outage.retryAfter());
      default -> Optional.empty();
    };
  }

  /** Between half and all of a pause that doubles, so that callers do not come back together. */
  private Duration backoff(int repeat) {
    long longest = config.pause().toMillis() << repeat;
    return Duration.ofMillis(jitter.nextLong(longest / 2, longest + 1));
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
