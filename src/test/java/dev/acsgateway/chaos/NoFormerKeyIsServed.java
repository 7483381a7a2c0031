package dev.acsgateway.chaos;

import dev.acsgateway.chaos.Answer.Rotated;
import dev.acsgateway.chaos.History.Serving;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Once a rotation of the access key was answered, no token of the former key is served, until
 * another rotation may have put that in use again. A node that is cut off from Redis goes on with
 * what it knew.
 */
final class NoFormerKeyIsServed implements Invariant {

  @Override
  public Stream<Violation> breaches(History history) {
    List<Operation> rotations =
        history.operations().stream().filter(each -> each.verb() == OperationType.ROTATE).toList();
    return rotations.stream()
        .flatMap(
            rotation ->
                rotation.answer() instanceof Rotated(String current, String former)
                    ? breaches(history, rotations, rotation, former)
                    : Stream.empty());
  }

  private static Stream<Violation> breaches(
      History history, List<Operation> rotations, Operation rotation, String former) {
    return history
        .servings()
        .filter(each -> rotation.precedes(each.operation()))
        .filter(each -> madeWith(history, each).filter(former::equals).isPresent())
        .filter(each -> !mayBeInUseAgain(rotations, rotation, each.operation()))
        .filter(each -> !isCutOff(history, each.operation()))
        .map(
            each ->
                Violation.of(
                    "a token of a former access key was served", rotation, each.operation()));
  }

  private static Optional<String> madeWith(History history, Serving each) {
    return history.fate(each.served().token()).map(TokenFate::madeWith);
  }

  /** Whatever a client was told of the other rotation: it may have been carried out. */
  private static boolean mayBeInUseAgain(
      List<Operation> rotations, Operation rotation, Operation serving) {
    return rotations.stream()
        .filter(other -> !other.equals(rotation))
        .anyMatch(other -> !other.precedes(rotation) && !serving.precedes(other));
  }

  private static boolean isCutOff(History history, Operation operation) {
    return history.isCutOff(operation.node(), operation.begun(), operation.ended());
  }
}
