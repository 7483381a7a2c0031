package dev.acsgateway;

import static dev.acsgateway.CleanupJobs.count;
import static dev.acsgateway.CleanupJobs.forReal;
import static dev.acsgateway.CleanupJobs.olderThan;
import static dev.acsgateway.GatewayFixture.header;
import static dev.acsgateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.emulator.control.Latency;
import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.redis.TestRedis;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM, to nodes that are processes of their own. */
class StopIT {
  private static final String STAYING_CLOSED_UNANSWERED =
      "node 1: java.io.IOException: HTTP/1.1 header parser received no bytes";

  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path directory;
  private final HttpClient http = HttpClient.newHttpClient();
  private GatewayFixture gateway;

  @BeforeEach
  void start() {
    gateway = new GatewayFixture();
  }

  @AfterEach
  void stop() {
    http.close();
    gateway.close();
  }

  @Test
  void readinessFailsFirstThenRequestsInFlightAreAnsweredAndTheProcessEndsWithZero()
      throws Exception {
    gateway
        .emulator
        .controls()
        .latency()
        .set(Operation.CREATE_WITH_TOKEN, Latency.fixed(Duration.ofSeconds(10)));
    try (GatewayNode node = node("4s")) {
      List<CompletableFuture<HttpResponse<String>>> inFlight =
          IntStream.range(0, 20).mapToObj(i -> token(node, "user-" + i)).toList();
      node.process.signal();
      await().atMost(SOON).until(() -> ready(node).statusCode() == 503);
      assertThat(json(ready(node)).getString("status")).isEqualTo("draining");
      assertThat(inFlight).noneMatch(CompletableFuture::isDone);

      HttpResponse<String> known = get(node.apiPort, "/openapi.yaml");
      assertThat(known.statusCode()).as("still served").isEqualTo(200);
      assertThat(header(known, "Connection")).isEqualTo("close");
      for (CompletableFuture<HttpResponse<String>> answer : inFlight) {
        assertThat(answer.join().statusCode()).isEqualTo(200);
      }
      assertThat(node.process.terminate()).isZero();
    }
  }

  @Test
  void aCleanupJobIsGivenBackAndAnotherNodeTakesItOverAtOnce() throws Exception {
    Population population = new Population(gateway.emulator, TestRedis.url());
    population.add("idle", 400, Instant.now().minus(Duration.ofDays(40)));
    gateway
        .emulator
        .controls()
        .latency()
        .set(Operation.DELETE, Latency.fixed(Duration.ofMillis(100)));
    String job;
    try (GatewayNode node = node("0ms")) {
      CleanupJobs jobs = new CleanupJobs(node::admin);
      job = jobs.start(forReal(olderThan(Duration.ofDays(30))));
      jobs.until(job, SOON, it -> count(it, "done") > 10);
      assertThat(node.process.terminate()).isZero();
    }
    try (GatewayNode next = node("0ms")) {
      JsonObject done = new CleanupJobs(next::admin).untilState(job, SOON, "completed");
      assertThat(count(done, "done")).as("its lease is for 10 minutes").isEqualTo(400);
    }
  }

  @Test
  void aBalancerThatAsksForReadinessLosesNoRequestToANodeThatStopsUnderLoad() throws Exception {
    String key = gateway.allPowerful.key().value();
    try (GatewayNode leaving = node("4s");
        GatewayNode staying = node("4s");
        Balancer balancer =
            new Balancer(
                key,
                Balancer.Node.local(leaving.apiPort, leaving.adminPort),
                Balancer.Node.local(staying.apiPort, staying.adminPort))) {
      await().atMost(SOON).until(() -> balancer.answered(0) > 500 && balancer.answered(1) > 500);
      leaving.process.signal();
      assertThat(leaving.process.terminate()).isZero();
      long before = balancer.answered(1);
      await().atMost(SOON).until(() -> balancer.answered(1) > before + 500);
      System.out.printf(
          "Stopped under load: %d and %d answers, %d lost%n",
          balancer.answered(0), balancer.answered(1), balancer.lost().size());
      // A kept connection of the node that stays may end without an answer, about once in 45,000
      // requests; that is another question, which docs/testing.md names.
      assertThat(balancer.lost())
          .filteredOn(lost -> !lost.equals(STAYING_CLOSED_UNANSWERED))
          .isEmpty();
    }
  }

  private GatewayNode node(String drain) throws IOException {
    JsonObject config =
        gateway
            .patientConfig()
            .put("limits", JsonObject.of("per-key", "1000000/s"))
            .put("cleanup", JsonObject.of("poll-interval", "100ms", "lease", "10m"));
    config.getJsonObject("api").put("drain", drain).put("request-deadline", "20s");
    return GatewayNode.start(gateway, directory, config);
  }

  private CompletableFuture<HttpResponse<String>> token(GatewayNode node, String user) {
    HttpRequest request =
        gateway
            .request(node.apiPort, "POST", "/v1/users/" + user + "/token", "")
            .header("X-API-Key", gateway.allPowerful.key().value())
            .build();
    return http.sendAsync(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> ready(GatewayNode node) {
    return get(node.adminPort, "/health/ready");
  }

  private HttpResponse<String> get(int port, String path) {
    return gateway.send(gateway.request(port, "GET", path, ""));
  }
}
