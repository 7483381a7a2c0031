package dev.acsgateway.chaos;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks nodes again and again whether they should get traffic. Close it. */
final class ReadyNodes implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  private final List<ChaosNode> nodes;
  private final Set<Integer> ready = ConcurrentHashMap.newKeySet();
  private final CountDownLatch over = new CountDownLatch(1);

  /** Begins to ask. */
  ReadyNodes(List<ChaosNode> nodes) {
    this.nodes = nodes;
    for (int node = 0; node < nodes.size(); node++) {
      int asked = node;
      Thread.startVirtualThread(() -> watch(asked));
    }
  }

  /** What the node said last. */
  boolean has(int node) {
    return ready.contains(node);
  }

  private void watch(int node) {
    do {
      if (isReady(nodes.get(node).life())) {
        ready.add(node);
      } else {
        ready.remove(node);
      }
    } while (!isOver());
  }

  private boolean isReady(ChaosNode.Life life) {
    URI uri = URI.create("http://127.0.0.1:" + life.node().adminPort + "/health/ready");
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
    return http.sendAsync(request, BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode)
        .exceptionally(e -> 0)
        .thenApply(status -> status == 200)
        .join();
  }

  private boolean isOver() {
    try {
      return over.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  @Override
  public void close() {
    over.countDown();
    http.close();
  }
}
