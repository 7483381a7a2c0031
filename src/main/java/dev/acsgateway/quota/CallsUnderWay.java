package dev.acsgateway.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/** The calls of one queue that are under way, the earliest first. Not safe for use by many. */
final class CallsUnderWay {
  /** An answer of ACS takes a fraction of it. */
  private static final Duration SLOW = Duration.ofSeconds(1);

  private final Set<Call> calls = new LinkedHashSet<>();

  /** One call; equal to itself only. */
  static final class Call {
    private final Permit permit;
    private final Instant begun;

    Call(Permit permit, Instant begun) {
      this.permit = permit;
      this.begun = begun;
    }

    Permit permit() {
      return permit;
    }
  }

  void add(Call call) {
    calls.add(call);
  }

  void remove(Call call) {
    calls.remove(call);
  }

  int size() {
    return calls.size();
  }

  /** Whether half of them have waited for an answer longer than ACS takes for one. */
  boolean areSlow(Instant now) {
    return calls.stream()
        .skip((calls.size() - 1) / 2)
        .findFirst()
        .filter(median -> median.begun.plus(SLOW).isBefore(now))
        .isPresent();
  }
}
