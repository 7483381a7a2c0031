package dev.acsgateway;

import static dev.acsgateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.emulator.control.Latency;
import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.redis.RedisContent;
import dev.acsgateway.redis.TestRedis;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many ask three processes for the first token of one user, and the one that has asked ACS is
 * killed while ACS takes its time. With the defaults, who waits has an answer before the deadline.
 */
@Tag("fault")
class FlightOwnerKilledIT {
  private static final int NODES = 3;
  private static final int REQUESTS_PER_NODE = 100;
  private static final String USER = "/v1/users/alice";
  private static final Duration ACS_TAKES = Duration.ofSeconds(3);

  @TempDir Path directory;
  private final List<GatewayNode> nodes = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private GatewayFixture gateway;

  @BeforeEach
  void start() throws Exception {
    gateway = new GatewayFixture();
    JsonObject config = gateway.config();
    for (int i = 0; i < NODES; i++) {
      nodes.add(GatewayNode.start(gateway, directory, config));
      identity(ask(nodes.get(i), "/v1/users/warm-up-" + i));
    }
    gateway
        .emulator
        .controls()
        .latency()
        .set(Operation.CREATE_WITH_TOKEN, Latency.fixed(ACS_TAKES));
  }

  @AfterEach
  void stop() {
    http.close();
    nodes.forEach(GatewayNode::close);
    gateway.close();
  }

  @Test
  void theOthersAnswerAfterTakingOverAndTheUserHasOneIdentity() throws Exception {
    long begun = System.nanoTime();
    CompletableFuture<HttpResponse<String>> first = ask(nodes.getFirst(), USER);
    await().until(() -> RedisContent.read().contains("creating"));
    List<CompletableFuture<HttpResponse<String>>> ofTheDead = herd(nodes.get(0));
    List<CompletableFuture<HttpResponse<String>>> ofTheLiving = herd(nodes.get(1));
    ofTheLiving.addAll(herd(nodes.get(2)));
    // ACS has the request by now, and answers it long after the kill.
    await().pollDelay(Duration.ofMillis(500)).until(() -> true);
    assertThat(gateway.emulator.calls().total()).as("one for each node before").isEqualTo(NODES);

    nodes.getFirst().process.kill();

    assertThat(first).failsWithin(Duration.ofSeconds(20));
    assertThat(ofTheDead).allSatisfy(it -> assertThat(it).failsWithin(Duration.ofSeconds(20)));
    Set<String> identities = ofTheLiving.stream().map(this::identity).collect(Collectors.toSet());
    System.out.printf(
        "%d waiting requests were answered after the take-over, %d ms after the first request%n",
        ofTheLiving.size(), Duration.ofNanos(System.nanoTime() - begun).toMillis());

    assertThat(identities).hasSize(1);
    assertThat(gateway.emulator.calls().count(Operation.CREATE_WITH_TOKEN))
        .as("that of the dead, which nobody waits for, and one more")
        .isEqualTo(NODES + 2);
    assertAddsUp(identities.iterator().next());
  }

  /** The identity that the dead node asked for is behind an intent. */
  private void assertAddsUp(String owned) {
    JsonObject user =
        json(
            gateway.send(
                gateway
                    .request(nodes.get(1).apiPort, "GET", USER, "")
                    .header("X-API-Key", gateway.allPowerful.key().value())));
    assertThat(user.getString("communicationUserId")).isEqualTo(owned);
    assertThat(user.getString("state")).isEqualTo("active");
    JsonObject ledger =
        json(nodes.get(1).admin("GET", "/admin/v1/stats", "")).getJsonObject("ledger");
    assertThat(ledger.getInteger("users")).isEqualTo(NODES + 1);
    assertThat(ledger.getInteger("orphans")).isZero();
    assertThat(ledger.getInteger("intents")).isEqualTo(1);
    Set<String> alive = new Population(gateway.emulator, TestRedis.url()).alive();
    assertThat(alive).contains(owned).hasSize(NODES + 2);
  }

  private List<CompletableFuture<HttpResponse<String>>> herd(GatewayNode node) {
    return IntStream.range(0, REQUESTS_PER_NODE)
        .mapToObj(i -> ask(node, USER))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private CompletableFuture<HttpResponse<String>> ask(GatewayNode node, String user) {
    return http.sendAsync(
        gateway
            .request(node.apiPort, "POST", user + "/token", "")
            .header("X-API-Key", gateway.allPowerful.key().value())
            .build(),
        BodyHandlers.ofString());
  }

  private String identity(CompletableFuture<HttpResponse<String>> asked) {
    HttpResponse<String> answer = asked.join();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).getString("communicationUserId");
  }
}
