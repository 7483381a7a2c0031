package dev.acsgateway.chaos;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import dev.acsgateway.chaos.History.Serving;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A user has one identity at a time: nobody else has it, another one comes only after the first was
 * to be deleted, and the first does not come back. A node that is cut off from Redis knows of no
 * other than it knew.
 */
final class OneIdentityPerUser implements Invariant {

  @Override
  public Stream<Violation> breaches(History history) {
    Map<String, List<Serving>> byUser = history.servings().collect(groupingBy(Serving::user));
    return Stream.concat(
        shared(history), byUser.values().stream().flatMap(each -> ofUser(history, each)));
  }

  private static Stream<Violation> shared(History history) {
    Map<String, List<Serving>> byIdentity =
        history.servings().collect(groupingBy(each -> each.served().identity()));
    return byIdentity.values().stream()
        .filter(each -> each.stream().map(Serving::user).distinct().count() > 1)
        .map(
            each ->
                new Violation(
                    "two users have one identity", each.stream().map(Serving::operation).toList()));
  }

  private static Stream<Violation> ofUser(History history, List<Serving> servings) {
    Set<String> identities =
        servings.stream()
            .map(each -> each.served().identity())
            .collect(toCollection(LinkedHashSet::new));
    return identities.stream()
        .flatMap(
            identity ->
                Stream.concat(
                    cameTooEarly(history, servings, identity).stream(),
                    cameBack(history, servings, identity).stream()));
  }

  /** Another identity was served before, and nobody had asked for its deletion. */
  private static Optional<Violation> cameTooEarly(
      History history, List<Serving> servings, String identity) {
    Serving first = firstOf(servings, identity);
    return servings.stream()
        .filter(each -> !each.served().identity().equals(identity))
        .filter(each -> each.operation().precedes(first.operation()))
        .reduce((earlier, later) -> later)
        .filter(
            other ->
                history.operations().stream()
                    .filter(each -> each.verb().erases() && each.isAbout(first.user()))
                    .noneMatch(each -> each.begun().isBefore(first.operation().ended())))
        .map(
            other ->
                Violation.of(
                    "a user has another identity, and nobody had asked for a deletion",
                    other.operation(),
                    first.operation()));
  }

  /** It was served, then another one, then it again. */
  private static Optional<Violation> cameBack(
      History history, List<Serving> servings, String identity) {
    Serving first = firstOf(servings, identity);
    return servings.stream()
        .filter(each -> !each.served().identity().equals(identity))
        .filter(other -> first.operation().precedes(other.operation()))
        .flatMap(
            other ->
                servings.stream()
                    .filter(each -> each.served().identity().equals(identity))
                    .filter(each -> other.operation().precedes(each.operation()))
                    .filter(each -> !isCutOff(history, each) && !isCutOff(history, other))
                    .map(
                        each ->
                            Violation.of(
                                "an identity came back after another one",
                                first.operation(),
                                other.operation(),
                                each.operation())))
        .findFirst();
  }

  private static Serving firstOf(List<Serving> servings, String identity) {
    return servings.stream()
        .filter(each -> each.served().identity().equals(identity))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isCutOff(History history, Serving each) {
    Operation operation = each.operation();
    return history.isCutOff(operation.node(), operation.begun(), operation.ended());
  }
}
