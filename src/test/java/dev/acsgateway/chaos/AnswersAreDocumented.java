package dev.acsgateway.chaos;

import dev.acsgateway.chaos.Answer.Refused;
import dev.acsgateway.chaos.Answer.Silence;
import dev.acsgateway.chaos.Answer.Strange;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every answer is one that the contract has, and one that trouble behind the gateway explains;
 * there is none at all only from a node that was killed or stopped.
 */
final class AnswersAreDocumented implements Invariant {
  private static final Set<String> PASSING =
      Set.of(
          "acs-throttled",
          "acs-quota",
          "acs-busy",
          "acs-slow",
          "acs-unavailable",
          "acs-timeout",
          "store-unavailable",
          "user-busy",
          "deadline-exceeded");

  @Override
  public Stream<Violation> breaches(History history) {
    return history.operations().stream()
        .filter(each -> !isFine(history, each))
        .map(each -> Violation.of("an answer is not as documented", each));
  }

  private static boolean isFine(History history, Operation operation) {
    return switch (operation.answer()) {
      case Refused(int status, String problem) ->
          PASSING.contains(problem)
              || (problem.equals("user-not-found") && !operation.verb().issues())
              || (problem.equals("cleanup-conflict") && operation.verb().orders())
              || (problem.equals("identity-not-owned") && isOutdated(history, operation));
      case Silence silence ->
          history.isSilenced(operation.node(), operation.begun(), operation.ended());
      case Strange strange -> false;
      case Answer.Served served -> operation.verb().issues();
      case Answer.Revoked revoked -> operation.verb() == OperationType.REVOKE;
      case Answer.Accepted accepted -> operation.verb().cleans();
      case Answer.Ordered ordered -> operation.verb().orders();
      case Answer.Done done ->
          operation.verb() == OperationType.ERASE || operation.verb() == OperationType.READ;
      case Answer.Rotated rotated -> operation.verb() == OperationType.ROTATE;
    };
  }

  /** A node without Redis asks ACS for the identity that it knew, which may be deleted by now. */
  private static boolean isOutdated(History history, Operation operation) {
    return operation.verb().issues()
        && history.isCutOff(operation.node(), operation.begun(), operation.ended());
  }
}
