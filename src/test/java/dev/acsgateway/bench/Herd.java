package dev.acsgateway.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One herd after the other, each of many clients on every node who ask at the same moment for one
 * user whom nobody knows yet. Each client's time is from that moment.
 *
 * <p>Arguments: name of a header, its value, seconds, the nodes' URLs. Prints how many herds and
 * requests there were, how many failed, and p50, p99 and p99.9 in µs of those after a third of the
 * time.
 */
public final class Herd {
  private static final int CLIENTS_PER_NODE = 64;

  private final String header;
  private final String credential;
  private final List<String> nodes;
  private final HttpClient client;
  private final List<long[]> times = new ArrayList<>();
  private final AtomicInteger failed = new AtomicInteger();
  private int herds;

  private Herd(Vertx vertx, String header, String credential, List<String> nodes) {
    this.header = header;
    this.credential = credential;
    this.nodes = nodes;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(CLIENTS_PER_NODE));
  }

  /** Runs once and ends. */
  public static void main(String... arguments) {
    Vertx vertx = Vertx.vertx();
    List<String> nodes = List.of(arguments).subList(3, arguments.length);
    Herd herd = new Herd(vertx, arguments[0], arguments[1], nodes);
    Duration third = Duration.ofSeconds(Integer.parseInt(arguments[2])).dividedBy(3);
    // Nodes and client warm up.
    herd.comeAgainFor(third);
    herd.times.clear();
    herd.comeAgainFor(third.multipliedBy(2));
    System.out.println(herd.figures());
    vertx.close().await();
  }

  /** At least once. */
  private void comeAgainFor(Duration time) {
    long began = System.nanoTime();
    do {
      come("/v1/users/herd-" + began + "-" + herds + "/token");
    } while (System.nanoTime() - began < time.toNanos());
  }

  private void come(String path) {
    long[] nanos = new long[nodes.size() * CLIENTS_PER_NODE];
    long began = System.nanoTime();
    List<Future<?>> asked = new ArrayList<>();
    for (int i = 0; i < nanos.length; i++) {
      int number = i;
      asked.add(
          ask(nodes.get(i % nodes.size()) + path)
              .onComplete(end -> nanos[number] = System.nanoTime() - began));
    }
    Future.join(asked).await();
    times.add(nanos);
    herds++;
  }

  /** Whatever becomes of it, the herd goes on. */
  private Future<Void> ask(String url) {
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(url)
            .putHeader(header, credential);
    return client
        .request(request)
        .compose(HttpClientRequest::send)
        .compose(answer -> answer.end().map(ended -> answer.statusCode()))
        .otherwise(0)
        .map(
            status -> {
              if (status != 200) {
                failed.incrementAndGet();
              }
              return null;
            });
  }

  private String figures() {
    return "%d %d %d %s"
        .formatted(
            herds,
            herds * nodes.size() * CLIENTS_PER_NODE,
            failed.get(),
            Percentiles.of(times.stream().flatMapToLong(Arrays::stream).toArray()));
  }
}
