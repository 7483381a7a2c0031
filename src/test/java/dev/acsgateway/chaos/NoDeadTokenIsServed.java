package dev.acsgateway.chaos;

import dev.acsgateway.chaos.History.Serving;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * No answer carries a token that ACS honoured no more when its request began. A node that is cut
 * off from Redis alone may for {@code near-cache.max-age} after that, from its own memory.
 */
final class NoDeadTokenIsServed implements Invariant {
  /** The emulator's clock has milliseconds. */
  private static final Duration TICK = Duration.ofMillis(1);

  @Override
  public Stream<Violation> breaches(History history) {
    return history.servings().flatMap(each -> breach(history, each));
  }

  private static Stream<Violation> breach(History history, Serving each) {
    Optional<TokenFate> fate = history.fate(each.served().token());
    if (fate.isEmpty()) {
      return Stream.of(Violation.of("a token was served that ACS never made", each.operation()));
    }
    return fate.get().died().stream()
        .filter(died -> died.plus(TICK).isBefore(each.operation().begun()))
        .filter(died -> !isExcused(history, each, died))
        .map(died -> breach(history, each, died));
  }

  /** Shown by whoever may have ended the token, and the answer. */
  private static Violation breach(History history, Serving each, Instant died) {
    Stream<Operation> enders =
        history.operations().stream()
            .filter(other -> other.verb().erases() || other.verb() == OperationType.REVOKE)
            .filter(other -> other.isAbout(each.user()))
            .filter(other -> other.begun().isBefore(died.plus(TICK)))
            .filter(other -> other.ended().isAfter(died.minus(Timings.FLIGHT)));
    return new Violation(
        "a token was served that was dead since " + died,
        Stream.concat(enders, Stream.of(each.operation())).toList());
  }

  private static boolean isExcused(History history, Serving each, Instant died) {
    Operation operation = each.operation();
    return each.served().near()
        && operation.begun().isBefore(died.plus(Timings.NEAR_MAX_AGE))
        && history.isCutOff(operation.node(), operation.begun(), operation.ended());
  }
}
