package dev.acsgateway.chaos;

import dev.acsgateway.chaos.Answer.Served;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes histories to try invariants on. Times are milliseconds; a request takes ten of them. */
final class HistoryBuilder {
  static final String ALICE = "alice";
  static final String BOB = "bob";
  private static final Instant START = Instant.parse("2027-03-01T12:00:00Z");
  private static final Duration TAKES = Duration.ofMillis(10);
  private static final Census NOBODY = new Census(Set.of(), Set.of(), Set.of(), 0);

  private final List<Operation> operations = new ArrayList<>();
  private final List<Operation> probes = new ArrayList<>();
  private final List<FaultInterval> spells = new ArrayList<>();
  private final Map<String, TokenFate> tokens = new HashMap<>();
  private final Map<String, Instant> deleted = new HashMap<>();
  private final Map<String, JobEnd> jobs = new HashMap<>();
  private Census before = NOBODY;
  private Census after = NOBODY;

  static Instant at(int millis) {
    return START.plusMillis(millis);
  }

  private static Operation operation(
      int begun, int node, OperationType verb, String user, Answer answer) {
    return new Operation(
        node, Duration.ZERO, verb, List.of(user), at(begun), at(begun).plus(TAKES), answer);
  }

  HistoryBuilder asked(int begun, int node, OperationType verb, String user, Answer answer) {
    operations.add(operation(begun, node, verb, user, answer));
    return this;
  }

  /** A token that came from Redis or ACS, and lives unless {@link #dies} says otherwise. */
  HistoryBuilder served(int begun, int node, String user, String token, String identity) {
    return served(begun, node, user, new Served(token, identity, false));
  }

  /** A token from the node's memory. */
  HistoryBuilder servedNear(int begun, int node, String user, String token, String identity) {
    return served(begun, node, user, new Served(token, identity, true));
  }

  private HistoryBuilder served(int begun, int node, String user, Served served) {
    tokens.putIfAbsent(served.token(), new TokenFate(served.identity(), "", Optional.empty()));
    return asked(begun, node, OperationType.ISSUE, user, served);
  }

  HistoryBuilder probed(int node, String user, Answer answer) {
    probes.add(operation(100_000, node, OperationType.ISSUE, user, answer));
    return this;
  }

  HistoryBuilder dies(String token, int at) {
    tokens.compute(
        token, (name, fate) -> new TokenFate(fate == null ? "" : fate.identity(), "", dead(at)));
    return this;
  }

  /** With which access key ACS was asked for the token. */
  HistoryBuilder madeWith(String token, String key) {
    tokens.computeIfPresent(
        token, (name, fate) -> new TokenFate(fate.identity(), key, fate.died()));
    return this;
  }

  private static Optional<Instant> dead(int at) {
    return Optional.of(at(at));
  }

  HistoryBuilder unheardOf(String token) {
    tokens.remove(token);
    return this;
  }

  HistoryBuilder deleted(String identity, int at) {
    deleted.put(identity, at(at));
    return this;
  }

  HistoryBuilder spell(int from, int to, ChaosFault what) {
    spells.add(new FaultInterval(what, at(from), at(to)));
    return this;
  }

  /** The line between a node and Redis was down. */
  HistoryBuilder cutOff(int from, int to, int node) {
    return spell(from, to, new ChaosFault.LineDown(node, Duration.ofMillis(to - from), false));
  }

  HistoryBuilder job(String id, JobEnd end) {
    jobs.put(id, end);
    return this;
  }

  HistoryBuilder census(Census before, Census after) {
    this.before = before;
    this.after = after;
    return this;
  }

  History build() {
    return new History(operations, probes, spells, tokens, deleted, jobs, before, after);
  }

  /** Where the invariant does not hold. */
  List<Violation> breaches(Invariant invariant) {
    return invariant.breaches(build()).toList();
  }
}
