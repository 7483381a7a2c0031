package dev.acsgateway.chaos;

import dev.acsgateway.chaos.History.Serving;
import java.time.Instant;
import java.util.stream.Stream;

/** Once a revocation was answered, every token from before is dead when the answer says so. */
final class RevocationsTakeEffect implements Invariant {

  @Override
  public Stream<Violation> breaches(History history) {
    return history.operations().stream()
        .flatMap(
            each ->
                each.answer() instanceof Answer.Revoked(Instant effectiveBy)
                    ? breaches(history, each, effectiveBy.minus(each.offset()))
                    : Stream.empty());
  }

  private static Stream<Violation> breaches(History history, Operation revocation, Instant by) {
    return history
        .servings()
        .filter(each -> revocation.isAbout(each.user()))
        .filter(each -> each.operation().precedes(revocation))
        .filter(each -> !isDeadBy(history, each, by))
        .map(
            each ->
                Violation.of("a revocation did not reach a token", each.operation(), revocation));
  }

  private static boolean isDeadBy(History history, Serving each, Instant by) {
    return history
        .fate(each.served().token())
        .flatMap(TokenFate::died)
        .filter(died -> !died.isAfter(by))
        .isPresent();
  }
}
