package dev.acsgateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients of several nodes, who do as a load balancer would: ask each node whether it is ready,
 * send requests over open connections to those that are, and repeat none. Close it.
 */
final class Balancer implements AutoCloseable {
  private static final int CLIENTS = 8;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /**
   * A node.
   *
   * @param api its API
   * @param admin its admin listener
   */
  record Node(URI api, URI admin) {
    static Node local(int apiPort, int adminPort) {
      return new Node(at(apiPort), at(adminPort));
    }

    private static URI at(int port) {
      return URI.create("http://127.0.0.1:" + port);
    }
  }

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Node> nodes;
  private final String apiKey;
  private final List<AtomicBoolean> ready;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Queue<String> lost = new ConcurrentLinkedQueue<>();
  private final List<AtomicLong> answered;
  private final List<Thread> threads = new ArrayList<>();

  /** Starts the clients; the API key may issue tokens. */
  Balancer(String apiKey, Node... nodes) {
    this.apiKey = apiKey;
    this.nodes = List.of(nodes);
    this.ready = this.nodes.stream().map(node -> new AtomicBoolean(true)).toList();
    this.answered = this.nodes.stream().map(node -> new AtomicLong()).toList();
    for (int node = 0; node < nodes.length; node++) {
      int checked = node;
      threads.add(Thread.startVirtualThread(() -> check(checked)));
    }
    for (int client = 0; client < CLIENTS; client++) {
      int first = client;
      threads.add(Thread.startVirtualThread(() -> ask(first)));
    }
  }

  private void check(int node) {
    do {
      int status =
          http.sendAsync(
                  HttpRequest.newBuilder(nodes.get(node).admin().resolve("/health/ready"))
                      .timeout(TIMEOUT)
                      .build(),
                  BodyHandlers.discarding())
              .thenApply(HttpResponse::statusCode)
              .exceptionally(e -> 0)
              .join();
      ready.get(node).set(status == 200);
    } while (!isOver(Duration.ofMillis(100)));
  }

  private void ask(int first) {
    for (int turn = first; !isOver(Duration.ZERO); turn++) {
      int node = turn % nodes.size();
      if (!ready.get(node).get()) {
        continue;
      }
      URI token = nodes.get(node).api().resolve("/v1/users/user-" + turn % 100 + "/token");
      HttpRequest request =
          HttpRequest.newBuilder(token)
              .header("X-API-Key", apiKey)
              .POST(BodyPublishers.noBody())
              .timeout(TIMEOUT)
              .build();
      try {
        int status = http.sendAsync(request, BodyHandlers.ofString()).join().statusCode();
        answered.get(node).incrementAndGet();
        if (status != 200) {
          lost.add("node " + node + " answered " + status);
        }
      } catch (CompletionException e) {
        lost.add("node " + node + ": " + e.getCause());
      }
    }
  }

  private boolean isOver(Duration within) {
    try {
      return over.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** How many answers came from a node. */
  long answered(int node) {
    return answered.get(node).get();
  }

  /** Requests that were not answered with a token, and why. */
  List<String> lost() {
    return List.copyOf(lost);
  }

  @Override
  public void close() {
    over.countDown();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.close();
  }
}
