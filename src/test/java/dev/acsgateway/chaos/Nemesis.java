package dev.acsgateway.chaos;

import static java.util.stream.Collectors.groupingBy;

import dev.acsgateway.chaos.Schedule.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Carries a schedule out, and mends everything. */
final class Nemesis {
  private final Chaos chaos;
  private final Instant start = Instant.now();

  private Nemesis(Chaos chaos) {
    this.chaos = chaos;
  }

  /** Returns once all is mended, with what was when. */
  static List<FaultInterval> rage(Chaos chaos, Schedule schedule)
      throws InterruptedException, ExecutionException {
    Nemesis storm = new Nemesis(chaos);
    Collection<List<Step>> places =
        schedule.steps().stream().collect(groupingBy(step -> step.what().place())).values();
    List<FaultInterval> spells = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<List<FaultInterval>>> courses =
          places.stream()
              .<Callable<List<FaultInterval>>>map(steps -> () -> storm.carryOut(steps))
              .toList();
      for (Future<List<FaultInterval>> course : threads.invokeAll(courses)) {
        spells.addAll(course.get());
      }
    }
    storm.until(Schedule.LENGTH);
    return spells;
  }

  /** One after the other, also when mending takes longer than it should. */
  private List<FaultInterval> carryOut(List<Step> steps) throws Exception {
    List<FaultInterval> spells = new ArrayList<>();
    for (Step step : steps) {
      until(step.at());
      Instant from = Instant.now();
      chaos.strike(step.what());
      Pause.of(Duration.between(Instant.now(), from.plus(step.what().length())));
      chaos.mend(step.what());
      spells.add(new FaultInterval(step.what(), from, Instant.now()));
    }
    return spells;
  }

  private void until(Duration sinceStart) {
    Pause.of(Duration.between(Instant.now(), start.plus(sinceStart)));
  }
}
