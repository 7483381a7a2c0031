package dev.acsgateway.chaos;

import static org.awaitility.Awaitility.await;

import dev.acsgateway.GatewayNode;
import dev.acsgateway.Population;
import dev.acsgateway.chaos.Answer.Accepted;
import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.CleanupLedger;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.ledger.LedgerRepair;
import dev.acsgateway.ledger.LedgerSize;
import dev.acsgateway.ledger.RepairStep;
import dev.acsgateway.redis.StoreFixture;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is looked at once nothing is wrong any more. */
final class Aftermath {
  /** That something ends is the point, not how soon: others may need this machine, too. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final int TRIES = 10;
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Set<String> OVER = Set.of("completed", "cancelled");

  private final Chaos chaos;
  private final Requests requests;
  private final Set<String> older;

  /**
   * @param older identities from before the run
   */
  Aftermath(Chaos chaos, Requests requests, Set<String> older) {
    this.chaos = chaos;
    this.requests = requests;
    this.older = older;
  }

  /** Every node has Redis and ACS again. */
  void awaitReady() {
    for (ChaosNode each : chaos.nodes()) {
      await().atMost(PATIENCE).pollInterval(LOOK).until(() -> lacksNothing(each.life().node()));
    }
    // What nodes held that are gone, and what they had asked ACS for, is over after this.
    Pause.of(Timings.LEASE.plus(Timings.ACS_TIMEOUT));
  }

  /** A clock that is off stays so, and the node says so. */
  private static boolean lacksNothing(GatewayNode node) {
    JsonObject health = new JsonObject(node.admin("GET", "/health/ready", "").body());
    JsonObject checks = health.getJsonObject("checks");
    return Set.of("ready", "degraded").contains(health.getString("status"))
        && checks.fieldNames().stream()
            .filter(name -> !name.equals("clock"))
            .allMatch(name -> checks.getString(name).equals("up"));
  }

  /**
   * How each accepted job stands once it is over, or is given up on. Those that a client paused are
   * let go on.
   */
  Map<String, JobEnd> jobs(List<Operation> operations) {
    Map<String, JobEnd> ends = new HashMap<>();
    Set<String> pausable =
        operations.stream()
            .filter(each -> each.verb() == OperationType.PAUSE_JOB)
            .flatMap(each -> each.about().stream())
            .collect(Collectors.toSet());
    Instant last = Instant.now().plus(PATIENCE);
    for (Operation each : operations) {
      if (each.answer() instanceof Accepted(String job)) {
        await()
            .atMost(PATIENCE.multipliedBy(2))
            .pollInterval(LOOK)
            .until(
                () -> {
                  Optional<JobEnd> end = job(job);
                  end.ifPresent(known -> ends.put(job, known));
                  if (pausable.contains(job)) {
                    end.filter(known -> known.state().equals("paused"))
                        .ifPresent(paused -> resume(job));
                  }
                  return end.isEmpty()
                      || OVER.contains(end.get().state())
                      || Instant.now().isAfter(last);
                });
      }
    }
    return ends;
  }

  private void resume(String job) {
    requests.send(0, chaos.nodes().getFirst().life(), OperationType.RESUME_JOB, List.of(job));
  }

  private Optional<JobEnd> job(String id) {
    HttpResponse<String> answer =
        chaos.nodes().getFirst().life().node().admin("GET", "/admin/v1/cleanups/" + id, "");
    if (answer.statusCode() != 200) {
      return Optional.empty();
    }
    JsonObject job = new JsonObject(answer.body());
    JsonObject counts = job.getJsonObject("counts");
    return Optional.of(
        new JobEnd(
            job.getString("state"),
            counts.getLong("total"),
            counts.getLong("done"),
            counts.getLong("failed"),
            counts.getLong("skipped"),
            counts.getLong("left")));
  }

  /** Asks every node for a token of every user, twice: from wherever it has it, and from memory. */
  List<Operation> probes(List<String> users) {
    List<Operation> probes = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      for (int node = 0; node < Chaos.NODES; node++) {
        ChaosNode.Life life = chaos.nodes().get(node).life();
        for (String user : users) {
          probes.add(probe(node, life, user));
        }
      }
    }
    return probes;
  }

  /** A node that was only just started may be too slow at first. */
  private Operation probe(int node, ChaosNode.Life life, String user) {
    Operation probe = requests.send(node, life, OperationType.ISSUE, List.of(user));
    for (int i = 1; i < TRIES && !(probe.answer() instanceof Answer.Served); i++) {
      Pause.of(Timings.SILENCE);
      probe = requests.send(node, life, OperationType.ISSUE, List.of(user));
    }
    return probe;
  }

  /** Lets orphans be deleted. */
  void deleteOrphans() {
    Operation accepted =
        requests.send(0, chaos.nodes().getFirst().life(), OperationType.CLEAN_ORPHANS, List.of());
    jobs(List.of(accepted));
  }

  /**
   * Reconciles the ledger and counts.
   *
   * @param forget whether intents are given up
   */
  Census census(boolean forget) {
    Instant intentsBefore = forget ? Instant.now().plus(Duration.ofHours(1)) : Instant.EPOCH;
    try (StoreFixture store = chaos.store()) {
      LedgerSize left = reconciled(store.store.ledgerRepair(), intentsBefore);
      CleanupLedger ledger = store.store.cleanupLedger();
      Set<String> owned = new HashSet<>(Population.owners(ledger).values());
      Set<String> alive = new HashSet<>(chaos.population().alive());
      Set<String> orphans = orphans(ledger);
      owned.removeAll(older);
      alive.removeAll(older);
      return new Census(alive, owned, orphans, left.intents());
    }
  }

  private static LedgerSize reconciled(LedgerRepair repair, Instant intentsBefore) {
    LedgerSize left = LedgerSize.NONE;
    Optional<String> cursor = Optional.of(LedgerRepair.START);
    while (cursor.isPresent()) {
      RepairStep step = StoreFixture.await(repair.step(cursor.get(), intentsBefore));
      left = left.plus(step.tally().left());
      cursor = step.next();
    }
    return left;
  }

  private static Set<String> orphans(CleanupLedger ledger) {
    Set<String> orphans = new HashSet<>();
    String cursor = CleanupLedger.START;
    while (!cursor.equals(CleanupLedger.END)) {
      CleanupLedger.Page page = StoreFixture.await(ledger.orphans(cursor));
      orphans.addAll(
          page.candidates().stream()
              .map(each -> ((Candidate.Loose) each).identity())
              .map(Identity::id)
              .collect(Collectors.toSet()));
      cursor = page.next();
    }
    return orphans;
  }
}
