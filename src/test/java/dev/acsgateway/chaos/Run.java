package dev.acsgateway.chaos;

import dev.acsgateway.Population;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of one seed, on processes that may have been through others. */
final class Run {
  /** The same seed may be run again over the same Redis, with other users. */
  private static final AtomicInteger RUNS = new AtomicInteger();

  private static final Duration CALM = Duration.ofSeconds(1);
  private static final Duration IDLE_FOR = Duration.ofDays(40);

  private final long seed;
  private final Schedule schedule;
  private final History history;

  private Run(long seed, Schedule schedule, History history) {
    this.seed = seed;
    this.schedule = schedule;
    this.history = history;
  }

  /** Goes through it. Blocks until nothing is wrong any more and everything was looked at. */
  static Run of(long seed, Chaos chaos) throws InterruptedException, ExecutionException {
    Schedule schedule = Schedule.of(seed, Chaos.NODES);
    Workload workload =
        Workload.of(seed, Chaos.NODES, "seed-%d-%d".formatted(seed, RUNS.incrementAndGet()));
    try (Requests requests = chaos.requests()) {
      return new Run(seed, schedule, history(chaos, schedule, workload, requests));
    }
  }

  private static History history(
      Chaos chaos, Schedule schedule, Workload workload, Requests requests)
      throws InterruptedException, ExecutionException {
    Population population = chaos.population();
    Set<String> older = population.alive();
    population.add(Workload.idlers(workload.name()), Workload.IDLE, Instant.now().minus(IDLE_FOR));

    Clients clients = Clients.start(requests, chaos.nodes(), workload.deeds());
    List<FaultInterval> spells = Nemesis.rage(chaos, schedule);
    Pause.of(CALM);
    List<Operation> operations =
        Stream.concat(clients.stop().stream(), chaos.takeRotations().stream()).toList();

    Aftermath aftermath = new Aftermath(chaos, requests, older);
    aftermath.awaitReady();
    Map<String, JobEnd> jobs = aftermath.jobs(operations);
    List<Operation> probes = aftermath.probes(workload.users());
    Census before = aftermath.census(false);
    aftermath.deleteOrphans();
    Census after = aftermath.census(true);

    GroundTruth fates = new GroundTruth(chaos.emulator());
    Set<Answer.Served> served =
        Stream.of(operations, probes)
            .flatMap(List::stream)
            .flatMap(
                each -> each.answer() instanceof Answer.Served it ? Stream.of(it) : Stream.empty())
            .collect(Collectors.toSet());
    return new History(
        operations,
        probes,
        spells,
        fates.of(served.stream().map(Answer.Served::token).collect(Collectors.toSet())),
        fates.deleted(served.stream().map(Answer.Served::identity).collect(Collectors.toSet())),
        jobs,
        before,
        after);
  }

  /** What did not hold. */
  List<Violation> breaches() {
    List<Violation> breaches = new ArrayList<>();
    for (Invariant each : Invariant.ALL) {
      each.breaches(history).forEach(breaches::add);
    }
    return breaches;
  }

  /** What one looks at when something did not hold. */
  String report() {
    return "seed %d (-Dchaos.seed=%d)%n%s%n%s%nas it was:%n%s"
        .formatted(
            seed,
            seed,
            schedule,
            breaches().stream()
                .map(Violation::toString)
                .collect(Collectors.joining("\n  ", "  ", "")),
            history.spells().stream()
                .map(FaultInterval::toString)
                .collect(Collectors.joining("\n  ", "  ", "")));
  }

  /** Everything that clients saw, in the order in which they began. */
  String course() {
    return history.operations().stream()
        .map(Operation::toString)
        .collect(Collectors.joining("\n", report() + "\n", "\n"));
  }

  /** How much there was to go wrong. */
  String figures() {
    long served = history.servings().count();
    long refused =
        history.operations().stream()
            .filter(each -> each.answer() instanceof Answer.Refused)
            .count();
    long ordered =
        history.operations().stream()
            .filter(each -> each.answer() instanceof Answer.Ordered)
            .count();
    return "seed %d: %d disturbances, %d operations, %d tokens served, %d refusals, %d jobs (%d orders); %s"
        .formatted(
            seed,
            history.spells().size(),
            history.operations().size(),
            served,
            refused,
            history.jobs().size(),
            ordered,
            history.before());
  }
}
