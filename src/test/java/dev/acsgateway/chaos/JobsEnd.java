package dev.acsgateway.chaos;

import java.util.stream.Stream;

/** Every clean-up job that was accepted ends, and what it says it did adds up. */
final class JobsEnd implements Invariant {

  @Override
  public Stream<Breach> breaches(History history) {
    return history.operations().stream()
        .flatMap(
            each ->
                each.answer() instanceof Answer.Accepted(String job)
                    ? breach(history, each, job)
                    : Stream.empty());
  }

  private static Stream<Breach> breach(History history, Operation accepted, String job) {
    JobEnd end = history.jobs().get(job);
    if (end == null) {
      return Stream.of(Breach.of("an accepted job is not known any more", accepted));
    }
    boolean over = end.state().equals("completed") && end.left() == 0;
    return over && end.addsUp()
        ? Stream.empty()
        : Stream.of(Breach.of("an accepted job did not end well: " + end, accepted));
  }
}
