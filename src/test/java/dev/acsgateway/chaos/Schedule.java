package dev.acsgateway.chaos;

import dev.acsgateway.chaos.ChaosFault.AcsSpoiled;
import dev.acsgateway.chaos.ChaosFault.LineDown;
import dev.acsgateway.chaos.ChaosFault.NodeKilled;
import dev.acsgateway.chaos.ChaosFault.NodePaused;
import dev.acsgateway.chaos.ChaosFault.RedisDown;
import dev.acsgateway.chaos.ChaosFault.RedisFailsOver;
import dev.acsgateway.chaos.ChaosFault.RedisFull;
import dev.acsgateway.chaos.ChaosFault.RotationMissed;
import dev.acsgateway.chaos.ChaosFault.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * What goes wrong when, in one run.
 *
 * @param steps by time
 */
record Schedule(List<Step> steps) {
  /** How long things go wrong. */
  static final Duration LENGTH = Duration.ofSeconds(6);

  private static final int FEWEST = 4;
  private static final int MOST = 9;
  private static final int CLOCK_ERROR_SECONDS = 300;
  private static final List<Trouble> TROUBLES = List.of(Trouble.values());

  /**
   * One disturbance.
   *
   * @param at from the start of the run
   */
  record Step(Duration at, ChaosFault what) {
    Duration end() {
      return at.plus(what.length());
    }
  }

  Schedule {
    steps = steps.stream().sorted(Comparator.comparing(Step::at)).toList();
  }

  /** The schedule of a seed: always the same. No place is disturbed twice at a time. */
  static Schedule of(long seed, int nodes) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Step> steps = new ArrayList<>();
    Map<String, Duration> free = new HashMap<>();
    int wanted = random.nextInt(FEWEST, MOST + 1);
    for (int i = 0; i < wanted; i++) {
      Duration at = between(random, 200, 4_800);
      ChaosFault what = disturbance(random, nodes);
      Duration from = free.getOrDefault(what.place(), Duration.ZERO);
      Step step = new Step(at.compareTo(from) < 0 ? from : at, what);
      if (step.end().compareTo(LENGTH) <= 0) {
        steps.add(step);
        free.put(what.place(), step.end().plusMillis(300));
      }
    }
    return new Schedule(steps);
  }

  private static ChaosFault disturbance(SplittableRandom random, int nodes) {
    int node = random.nextInt(nodes);
    return switch (random.nextInt(14)) {
      case 0, 1 ->
          new NodeKilled(
              node,
              between(random, 50, 1_000),
              Duration.ofSeconds(random.nextInt(-CLOCK_ERROR_SECONDS, CLOCK_ERROR_SECONDS + 1)));
      // Longer than a lease, at times longer than a fence.
      case 2, 3 -> new NodePaused(node, between(random, 1_100, 5_500));
      case 4, 5 -> new LineDown(node, between(random, 400, 3_000), random.nextBoolean());
      case 6 -> new RedisDown(between(random, 200, 2_000), random.nextBoolean());
      case 7 -> {
        Duration election = between(random, 50, 1_500);
        yield new RedisFailsOver(election.plus(between(random, 100, 1_000)), election);
      }
      case 8, 9 ->
          new RotationMissed(
              node, (node + random.nextInt(1, nodes)) % nodes, between(random, 400, 3_000));
      case 10 -> new RedisFull(between(random, 400, 3_000));
      default ->
          new AcsSpoiled(
              TROUBLES.get(random.nextInt(TROUBLES.size())), between(random, 400, 2_500));
    };
  }

  private static Duration between(SplittableRandom random, int least, int most) {
    return Duration.ofMillis(random.nextInt(least, most + 1));
  }

  @Override
  public String toString() {
    return steps.stream()
        .map(step -> "  %5d ms  %s".formatted(step.at().toMillis(), step.what()))
        .collect(Collectors.joining("\n"));
  }
}
