package dev.acsgateway;

import static dev.acsgateway.GatewayFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.emulator.control.Latency;
import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.emulator.control.Outcome;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many ask at once, on three nodes. */
class HerdIT {
  private static final int NODES = 3;
  private static final int CONNECTIONS_PER_NODE = 2_800;

  private GatewayFixture gateway;
  private HttpClientAgent client;

  @BeforeEach
  void start() {
    gateway = new GatewayFixture();
    for (int i = 0; i < NODES; i++) {
      gateway.withNode(gateway.patientConfig());
    }
    client =
        gateway
            .newVertx()
            .createHttpClient(
                new HttpClientOptions().setKeepAlive(true),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_NODE));
  }

  @AfterEach
  void stop() {
    await(client.close());
    gateway.close();
  }

  @Test
  void tenThousandRequestsForOneColdUserCostOneCallToAcs() {
    gateway.emulator.controls().latency().setAll(Latency.fixed(Duration.ofMillis(500)));

    List<JsonObject> answers = ask(IntStream.range(0, 10_000).mapToObj(i -> "alice").toList());

    assertThat(gateway.emulator.calls().total()).isEqualTo(1);
    assertThat(answers.stream().map(answer -> answer.getString("token")).distinct()).hasSize(1);
  }

  @Test
  void aThousandColdUsersCostAThousandCallsHoweverManyAsk() {
    List<String> users = IntStream.range(0, 10_000).mapToObj(i -> "user-" + i % 1_000).toList();

    List<JsonObject> answers = ask(users);

    assertThat(gateway.emulator.calls().count(Operation.CREATE_WITH_TOKEN, Outcome.DONE))
        .isEqualTo(1_000);
    assertThat(gateway.emulator.calls().total()).isEqualTo(1_000);
    assertThat(answers.stream().map(answer -> answer.getString("communicationUserId")).distinct())
        .hasSize(1_000);
  }

  /** Asks for all of them at once, and expects 200 for each. */
  private List<JsonObject> ask(List<String> users) {
    List<Future<JsonObject>> asked =
        IntStream.range(0, users.size())
            .mapToObj(i -> ask(gateway.nodes.get(i % NODES), users.get(i)))
            .toList();
    await(Future.join(asked));
    return asked.stream().map(Future::result).toList();
  }

  private Future<JsonObject> ask(Gateway node, String user) {
    HttpClient http = client;
    return http.request(
            HttpMethod.POST, node.apiPort(), "127.0.0.1", "/v1/users/" + user + "/token")
        .compose(
            request -> request.putHeader("X-API-Key", gateway.allPowerful.key().value()).send())
        .compose(
            response ->
                response
                    .body()
                    .map(
                        body -> {
                          assertThat(response.statusCode()).as(body.toString()).isEqualTo(200);
                          return body.toJsonObject();
                        }));
  }
}
