package dev.acsgateway.chaos;

import dev.acsgateway.chaos.Answer.Ordered;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every clean-up job that was accepted ends, and what it says it did adds up. Only one that
 * somebody cancelled ends before all is done, and one of which that was confirmed does no more.
 */
final class JobsEnd implements Invariant {

  @Override
  public Stream<Violation> breaches(History history) {
    return history.operations().stream()
        .flatMap(
            each ->
                each.answer() instanceof Answer.Accepted(String job)
                    ? breach(history, each, job)
                    : Stream.empty());
  }

  private static Stream<Violation> breach(History history, Operation accepted, String job) {
    JobEnd end = history.jobs().get(job);
    if (end == null) {
      return Stream.of(Violation.of("an accepted job is not known any more", accepted));
    }
    List<Operation> orders =
        history.operations().stream()
            .filter(each -> each.verb().orders() && each.isAbout(job))
            .toList();
    return end.addsUp() && isAsOrdered(end, orders)
        ? Stream.empty()
        : Stream.of(
            new Violation(
                "an accepted job did not end well: " + end,
                Stream.concat(Stream.of(accepted), orders.stream()).toList()));
  }

  private static boolean isAsOrdered(JobEnd end, List<Operation> orders) {
    return switch (end.state()) {
      case "completed" ->
          end.left() == 0
              && orders.stream().noneMatch(each -> each.answer().equals(new Ordered("cancelled")));
      case "cancelled" ->
          orders.stream()
              .anyMatch(
                  each ->
                      each.verb() == OperationType.CANCEL_JOB
                          && !(each.answer() instanceof Answer.Refused(int status, String problem)
                              && status == 409));
      default -> false;
    };
  }
}
