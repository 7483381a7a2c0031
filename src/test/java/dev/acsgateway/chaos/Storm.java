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
final class Storm {
  private final Chaos chaos;
  private final Instant start = Instant.now();

  private Storm(Chaos chaos) {
    this.chaos = chaos;
  }

  /** Returns once all is mended, with what was when. */
  static List<Spell> rage(Chaos chaos, Schedule schedule)
      throws InterruptedException, ExecutionException {
    Storm storm = new Storm(chaos);
    Collection<List<Step>> places =
        schedule.steps().stream().collect(groupingBy(step -> step.what().place())).values();
    List<Spell> spells = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<List<Spell>>> courses =
          places.stream().<Callable<List<Spell>>>map(steps -> () -> storm.carryOut(steps)).toList();
      for (Future<List<Spell>> course : threads.invokeAll(courses)) {
        spells.addAll(course.get());
      }
    }
    storm.until(Schedule.LENGTH);
    return spells;
  }

  /** One after the other, also when mending takes longer than it should. */
  private List<Spell> carryOut(List<Step> steps) throws Exception {
    List<Spell> spells = new ArrayList<>();
    for (Step step : steps) {
      until(step.at());
      Instant from = Instant.now();
      chaos.strike(step.what());
      Pause.of(Duration.between(Instant.now(), from.plus(step.what().length())));
      chaos.mend(step.what());
      spells.add(new Spell(step.what(), from, Instant.now()));
    }
    return spells;
  }

  private void until(Duration sinceStart) {
    Pause.of(Duration.between(Instant.now(), start.plus(sinceStart)));
  }
}
