package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.SteadyLoad.Answer;
import dev.acsgateway.SteadyLoad.Answer.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a fault did.
 *
 * @param answers every answer, also from before and after
 * @param struck when the fault was there
 * @param noticed when each node had noticed
 * @param mending when it began to go
 * @param mended when it was gone
 * @param identitiesMade while it lasted, once it was noticed
 */
record Outage(
    List<Answer> answers,
    long struck,
    long noticed,
    long mending,
    long mended,
    long identitiesMade) {

  /** How many of a kind there must be for a test to tell something. */
  private static final int FEWEST = 10;

  /** Asked and answered during the fault, once it was noticed. */
  private List<Answer> during(Kind kind) {
    return answers.stream()
        .filter(it -> it.kind() == kind)
        .filter(it -> it.begun() > noticed && it.ended() < mending)
        .toList();
  }

  Duration after(Answer answer) {
    return Duration.ofNanos(answer.begun() - struck);
  }

  void meets(Kind kind, Predicate<Answer> expected) {
    List<Answer> during = during(kind);
    assertThat(during).as(kind + " during the fault").hasSizeGreaterThan(FEWEST);
    assertThat(during.stream().filter(expected.negate()).limit(3))
        .as(kind + ", of " + during.size())
        .isEmpty();
  }

  double share(Kind kind, Predicate<Answer> wanted) {
    List<Answer> during = during(kind);
    return (double) during.stream().filter(wanted).count() / during.size();
  }

  Duration longest() {
    return answers.stream().map(Answer::took).max(Duration::compareTo).orElseThrow();
  }

  /** From the end of the fault to the last request that still was not served, or not soon. */
  Duration recovery(Duration soon) {
    return answers.stream()
        .filter(it -> it.begun() > mended)
        .filter(it -> it.status() != 200 || it.took().compareTo(soon) > 0)
        .map(it -> Duration.ofNanos(it.begun() - mended))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** What was refused once the fault was gone, and why. */
  private Map<String, Long> late() {
    return answers.stream()
        .filter(it -> it.begun() > mended && it.status() != 200)
        .collect(
            Collectors.groupingBy(
                it -> it.kind() + it.body().replaceAll(".*/problems/([a-z-]*).*", " $1"),
                TreeMap::new,
                Collectors.counting()));
  }

  String figures(String name) {
    StringBuilder lines =
        new StringBuilder(
            "%s: %d requests, the longest took %d ms, the last that failed began %d ms after its end%n"
                .formatted(
                    name,
                    answers.size(),
                    longest().toMillis(),
                    recovery(Duration.ofSeconds(2)).toMillis()));
    for (Kind kind : Kind.values()) {
      List<Answer> during = during(kind);
      Map<String, Long> outcomes =
          during.stream()
              .collect(
                  Collectors.groupingBy(
                      it ->
                          it.status()
                              + " "
                              + it.cacheStatus().replaceAll("acs-token-gateway; |; ttl=\\d+", ""),
                      TreeMap::new,
                      Collectors.counting()));
      List<Long> times = during.stream().map(it -> it.took().toMillis()).sorted().toList();
      lines.append(
          "  %s: %s, median %d ms, longest %d ms%n"
              .formatted(
                  kind,
                  outcomes,
                  times.isEmpty() ? 0 : times.get(times.size() / 2),
                  times.isEmpty() ? 0 : times.getLast()));
    }
    lines.append("  after its end: %s%n".formatted(late()));
    return lines.toString().stripTrailing();
  }
}
