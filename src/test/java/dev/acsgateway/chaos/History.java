package dev.acsgateway.chaos;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One run, as it was seen from outside.
 *
 * @param operations of clients, by their begin
 * @param probes of every user at every node, once nothing was wrong any more
 * @param spells what went wrong when
 * @param tokens what became of each token that was served
 * @param deleted when ACS deleted which identities
 * @param jobs how each accepted job ended
 * @param before the census once nothing was wrong any more
 * @param after the census after the ledger was reconciled and orphans were deleted
 */
record History(
    List<Operation> operations,
    List<Operation> probes,
    List<FaultInterval> spells,
    Map<String, TokenFate> tokens,
    Map<String, Instant> deleted,
    Map<String, JobEnd> jobs,
    Census before,
    Census after) {
  History {
    operations = operations.stream().sorted(Comparator.comparing(Operation::begun)).toList();
    probes = List.copyOf(probes);
    spells = List.copyOf(spells);
    tokens = Map.copyOf(tokens);
    deleted = Map.copyOf(deleted);
    jobs = Map.copyOf(jobs);
  }

  /** Every answer with a token, by the begin of its request. */
  Stream<Serving> servings() {
    return Stream.concat(operations.stream(), probes.stream())
        .flatMap(
            each ->
                each.answer() instanceof Answer.Served served
                    ? Stream.of(new Serving(each, served))
                    : Stream.empty());
  }

  /** What became of a token; empty for one that ACS never made. */
  Optional<TokenFate> fate(String token) {
    return Optional.ofNullable(tokens.get(token));
  }

  /** When ACS deleted an identity, if it did. */
  Optional<Instant> deletion(String identity) {
    return Optional.ofNullable(deleted.get(identity));
  }

  /** A request that was answered with a token. */
  record Serving(Operation operation, Answer.Served served) {
    String user() {
      return operation.about().getFirst();
    }
  }

  /** Whether the node had no Redis when this began, or had only just got it back. */
  boolean isCutOff(int node, Instant begin, Instant end) {
    return spells.stream()
        .filter(spell -> spell.what().keepsRedisFrom(node))
        .anyMatch(spell -> spell.overlaps(begin.minus(Timings.RECONNECT), end));
  }

  /**
   * Whether the node was stopped or gone at some time of this; of no node at all, whether each was.
   */
  boolean isSilenced(int node, Instant begin, Instant end) {
    return node == Operation.NO_NODE
        ? IntStream.range(0, Chaos.NODES).allMatch(each -> wasSilenced(each, begin, end))
        : wasSilenced(node, begin, end);
  }

  private boolean wasSilenced(int node, Instant begin, Instant end) {
    return spells.stream()
        .filter(spell -> spell.what().silences(node))
        .anyMatch(spell -> spell.overlaps(begin, end));
  }
}
