package dev.acsgateway.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One request, as its client saw it.
 *
 * @param node that it came to, or {@link #NO_NODE}
 * @param offset how far the node's clock is ahead
 * @param about users, or the id of a job
 */
record Operation(
    int node,
    Duration offset,
    OperationType verb,
    List<String> about,
    Instant begun,
    Instant ended,
    Answer answer) {
  Operation {
    about = List.copyOf(about);
  }

  /** For a request that the balancer found no node for. */
  static final int NO_NODE = -1;

  static Operation ofNoNode(
      OperationType verb, List<String> about, Instant begun, Instant ended, Answer answer) {
    return new Operation(NO_NODE, Duration.ZERO, verb, about, begun, ended, answer);
  }

  boolean isAbout(String name) {
    return about.contains(name);
  }

  /** Whether it was over before the other began. */
  boolean precedes(Operation other) {
    return ended.isBefore(other.begun);
  }

  @Override
  public String toString() {
    return "%s..%s node %d %s %s: %s"
        .formatted(
            begun.toString().substring(14),
            ended.toString().substring(14),
            node,
            verb,
            about,
            shortened(answer));
  }

  /** Tokens are told apart by their end. */
  private static String shortened(Answer answer) {
    return answer instanceof Answer.Served(String token, String identity, boolean near)
        ? "…%s of …%s%s".formatted(end(token), end(identity), near ? ", near" : "")
        : answer.toString();
  }

  static String end(String text) {
    return text.substring(Math.max(0, text.length() - 8));
  }
}
