package dev.acsgateway.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes under mixed load while users come and go, for {@code -Dsoak.duration}. Nothing
 * breaks, and nothing grows. Not a part of every build.
 */
class SoakCheck {
  private static final int SAMPLES = 60;

  /** An emulator that must share this machine is too slow for a call now and then. */
  private static final double NEARLY_ALL = 0.999;

  @TempDir private static Path directory;

  @Test
  void nothingGrowsWhileUsersComeAndGo() throws Exception {
    Duration duration = Duration.parse(System.getProperty("soak.duration"));
    List<SoakSample> samples = new ArrayList<>();
    Map<String, Long> answers;
    try (Chaos calm = new Chaos(directory)) {
      SoakLoad load = SoakLoad.start(calm);
      Instant start = Instant.now();
      for (int i = 1; i <= SAMPLES; i++) {
        Instant due = start.plus(duration.multipliedBy(i).dividedBy(SAMPLES));
        Pause.of(Duration.between(Instant.now(), due));
        samples.add(SoakSample.of(calm));
      }
      answers = load.stop();
    }
    List<Trend> trends = new SoakReport(samples).trends();
    System.out.printf("Soak of %s, %d users at the end:%n", duration, samples.getLast().users());
    answers.forEach((what, count) -> System.out.printf("%8d %s%n", count, what));
    trends.forEach(System.out::println);
    assertThat(share(answers, SoakCheck::isFine)).isGreaterThan(NEARLY_ALL);
    assertThat(trends).allMatch(Trend::isFlat);
  }

  private static double share(Map<String, Long> answers, Predicate<String> wanted) {
    long all = answers.values().stream().mapToLong(Long::longValue).sum();
    long some =
        answers.entrySet().stream()
            .filter(each -> wanted.test(each.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    return (double) some / all;
  }

  private static boolean isFine(String answer) {
    return answer.matches("\\S+ (served.*|Done|Revoked|Accepted|503 user-busy)");
  }
}
