package dev.acsgateway.chaos;

import dev.acsgateway.chaos.History.Serving;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An identity that was handed out for a user is deleted only after somebody asked for that by the
 * user's name. Clean-up of idle users and of orphans spares it.
 */
final class NoIdentityIsDeletedInUse implements Invariant {

  @Override
  public Stream<Violation> breaches(History history) {
    Set<String> seen = new HashSet<>();
    return history
        .servings()
        .filter(each -> seen.add(each.served().identity()))
        .flatMap(
            each ->
                history.deletion(each.served().identity()).stream()
                    .filter(deleted -> !wasAskedFor(history, each, deleted))
                    .map(
                        deleted ->
                            Violation.of(
                                "an identity in use was deleted at " + deleted, each.operation())));
  }

  private static boolean wasAskedFor(History history, Serving first, Instant deleted) {
    return history.operations().stream()
        .filter(other -> other.verb().erases() && other.isAbout(first.user()))
        .filter(other -> other.begun().isBefore(deleted.plusMillis(1)))
        .filter(other -> !isOver(other, first))
        .anyMatch(other -> !isNothing(other.answer()));
  }

  /** Whether it was about another identity, being done before this one was first served. */
  private static boolean isOver(Operation erasure, Serving first) {
    return erasure.answer() instanceof Answer.Done && erasure.precedes(first.operation());
  }

  /** Whether it is certain that nothing was done. */
  private static boolean isNothing(Answer answer) {
    return answer instanceof Answer.Refused(int status, String problem)
        && (status == 404 || problem.equals("user-busy"));
  }
}
