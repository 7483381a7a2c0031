package dev.acsgateway.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts the nodes that confirm having heard of a change. */
final class Acknowledgements {
  private final Vertx vertx;
  private final ConcurrentMap<String, Count> expected = new ConcurrentHashMap<>();

  Acknowledgements(Vertx vertx) {
    this.vertx = vertx;
  }

  private static final class Count {
    private final Promise<Void> reached = Promise.promise();
    private final Set<String> heard = new HashSet<>();
    private long wanted = Long.MAX_VALUE;

    synchronized void heardFrom(String node) {
      heard.add(node);
      check();
    }

    synchronized void want(long nodes) {
      wanted = nodes;
      check();
    }

    private void check() {
      if (heard.size() >= wanted) {
        reached.tryComplete();
      }
    }
  }

  /** To be called before the change is published, so that no confirmation comes too early. */
  void expect(String nonce) {
    expected.put(nonce, new Count());
  }

  /** A node has confirmed, for the first time or again; ignored where nobody expects it. */
  void heard(String nonce, String node) {
    Count count = expected.get(nonce);
    if (count != null) {
      count.heardFrom(node);
    }
  }

  /** Nobody waits for these confirmations after all. */
  void forget(String nonce) {
    expected.remove(nonce);
  }

  /** Completes when that many nodes have confirmed, or after {@code atMost}. */
  Future<Void> await(String nonce, long nodes, Duration atMost) {
    Count count = expected.get(nonce);
    if (count == null) {
      throw new IllegalStateException("Nobody expects confirmations of this change");
    }
    count.want(nodes);
    long timer = vertx.setTimer(atMost.toMillis(), fired -> count.reached.tryComplete());
    return count
        .reached
        .future()
        .onComplete(
            done -> {
              vertx.cancelTimer(timer);
              forget(nonce);
            });
  }
}
