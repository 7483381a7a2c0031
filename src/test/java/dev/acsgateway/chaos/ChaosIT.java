package dev.acsgateway.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Seeded runs, one after the other, on the same three processes: the first few in every build,
 * {@code -Dchaos.seeds=200} goes through the first 200, {@code -Dchaos.duration=PT10M} through as
 * many as that time allows, {@code -Dchaos.seed=N} replays one.
 */
@Tag("fault")
class ChaosIT {
  @TempDir private static Path directory;

  @Test
  void whateverGoesWrongWhatIsPromisedHolds() throws Exception {
    Instant end = Instant.now().plus(Duration.parse(System.getProperty("chaos.duration", "P1D")));
    List<Long> broken = new ArrayList<>();
    try (Chaos chaos = new Chaos(directory)) {
      chaos.warmUp();
      for (PrimitiveIterator.OfLong seeds = seeds().iterator();
          seeds.hasNext() && Instant.now().isBefore(end); ) {
        long seed = seeds.nextLong();
        Run run = Run.of(seed, chaos);
        System.out.println(run.figures());
        Files.writeString(
            Files.createDirectories(Path.of("target", "chaos")).resolve("seed-" + seed + ".txt"),
            run.course());
        if (!run.breaches().isEmpty()) {
          System.out.println(run.report());
          broken.add(seed);
        }
      }
    }
    assertThat(broken).as("seeds that broke an invariant, see above").isEmpty();
  }

  private static LongStream seeds() {
    if (System.getProperty("chaos.seed") != null) {
      return LongStream.of(Long.getLong("chaos.seed"));
    }
    boolean byTime = System.getProperty("chaos.duration") != null;
    return LongStream.rangeClosed(1, byTime ? Long.MAX_VALUE : Long.getLong("chaos.seeds", 2));
  }
}
