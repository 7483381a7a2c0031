package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.http.watch.RequestObservers;
import dev.acsgateway.token.NearCacheConfig;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SelfSignedCertificate;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every answer on a shared HTTP/2 connection arrives whole, however many are written at a time and
 * however large the client's windows are. The kind: answers that wait for the connection to become
 * writable and are forgotten there, which neither a deadline nor a metric shows.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class Http2AnswersTest {
  private static final int STREAMS = 100;
  private static final int ROUNDS = 3;

  private RunningEdge edge;
  private String job = "";

  /**
   * One kind of answer.
   *
   * @param leastBytes which it has
   */
  record Exchange(String method, String path, Optional<String> body, int leastBytes) {
    static Exchange get(String path, int leastBytes) {
      return new Exchange("GET", path, Optional.empty(), leastBytes);
    }

    @Override
    public String toString() {
      return method + " " + path;
    }

    boolean isAdmin() {
      return Stream.of("/admin", "/console", "/metrics").anyMatch(path::startsWith);
    }
  }

  @BeforeAll
  void start() throws Exception {
    SelfSignedCertificate certificate = SelfSignedCertificate.create("localhost");
    JsonObject tls =
        JsonObject.of(
            "tls",
            JsonObject.of(
                "certificate", certificate.certificatePath(), "key", certificate.privateKeyPath()));
    edge =
        new RunningEdge(
            tls,
            JsonObject.of("per-key", "1000000/s"),
            tls,
            new NearCacheConfig(true, 10_000, Duration.ofSeconds(30)),
            RequestObservers.none());
    edge.ledger.pageSize = 500;
    edge.ledger.seed(2_000);
    job = finishedJob();
  }

  @AfterAll
  void stop() {
    edge.close();
  }

  /** A clean-up job that is over, so that its watchers are shown its end at once. */
  private String finishedJob() throws Exception {
    JsonObject order = JsonObject.of("userIds", JsonArray.of("a"), "acknowledgeChatDeletion", true);
    send(new Exchange("POST", "/admin/v1/cleanups", Optional.of(order.encode()), 1), 1);
    edge.jobs.failAll();
    return edge.jobs.newest(1).result().getFirst().id();
  }

  static Stream<Exchange> exchanges() {
    JsonArray items = new JsonArray();
    IntStream.range(0, 100).forEach(i -> items.add(JsonObject.of("userId", "user-" + i)));
    String batch = JsonObject.of("requests", items).encode();
    return Stream.of(
        new Exchange("POST", "/v1/users/alice/token", Optional.empty(), 100),
        new Exchange("POST", "/v1/tokens", Optional.of(batch), 10_000),
        Exchange.get("/openapi.yaml", 70_000),
        Exchange.get("/docs/swagger-ui.css", 100_000),
        Exchange.get("/nothing", 100),
        Exchange.get("/metrics", 3),
        Exchange.get("/console/console.js", 1_000),
        Exchange.get("/admin/v1/identities", 100_000),
        Exchange.get("/admin/v1/cleanups/{job}/events", 100));
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void oneConnectionCarriesAHundredAnswersAtATime(Exchange exchange) throws Exception {
    try (Http2Burst client = new Http2Burst(port(exchange))) {
      for (int round = 0; round < ROUNDS; round++) {
        assertThat(client.send(STREAMS, headers(exchange), exchange.body()))
            .hasSize(STREAMS)
            .allMatch(length -> length >= exchange.leastBytes());
      }
    }
  }

  private void send(Exchange exchange, int streams) throws Exception {
    try (Http2Burst client = new Http2Burst(port(exchange))) {
      assertThat(client.send(streams, headers(exchange), exchange.body())).hasSize(streams);
    }
  }

  private int port(Exchange exchange) {
    return exchange.isAdmin() ? edge.adminPort() : edge.apiPort();
  }

  private Http2Headers headers(Exchange exchange) {
    return new DefaultHttp2Headers()
        .method(exchange.method())
        .scheme("https")
        .authority("localhost")
        .path(exchange.path().replace("{job}", job))
        .set("x-api-key", edge.keys.everything)
        .set("content-type", "application/json");
  }
}
