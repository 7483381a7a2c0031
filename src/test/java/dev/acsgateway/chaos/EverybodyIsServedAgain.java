package dev.acsgateway.chaos;

import static java.util.stream.Collectors.groupingBy;

import dev.acsgateway.chaos.Answer.Served;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Once nothing is wrong any more, every node serves every user, with the same identity. */
final class EverybodyIsServedAgain implements Invariant {

  @Override
  public Stream<Violation> breaches(History history) {
    Map<String, List<Operation>> byUser =
        history.probes().stream().collect(groupingBy(each -> each.about().getFirst()));
    return Stream.concat(
        history.probes().stream()
            .filter(each -> !(each.answer() instanceof Served))
            .map(each -> Violation.of("a user is not served although nothing is wrong", each)),
        byUser.values().stream()
            .filter(EverybodyIsServedAgain::disagree)
            .map(each -> new Violation("nodes disagree about a user's identity", each)));
  }

  private static boolean disagree(List<Operation> probes) {
    return probes.stream()
            .flatMap(
                each ->
                    each.answer() instanceof Served served
                        ? Stream.of(served.identity())
                        : Stream.empty())
            .distinct()
            .count()
        > 1;
  }
}
