package dev.acsgateway;

import static dev.acsgateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.emulator.control.Fault;
import dev.acsgateway.redis.DelayingProxy;
import dev.acsgateway.redis.OnOneServer;
import dev.acsgateway.redis.TestRedis;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tokens for many users in one request. */
@Tag("topology")
class BatchIT {
  private static final Duration DELAY = Duration.ofMillis(200);
  private static final int TRIES = 10;
  private static final String HUNDRED = users(0, 100);

  private GatewayFixture gateway;

  @BeforeEach
  void start() {
    gateway = new GatewayFixture();
    gateway.withNode(gateway.patientConfig());
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private static String users(int from, int to) {
    List<JsonObject> items =
        IntStream.range(from, to).mapToObj(i -> JsonObject.of("userId", "user-" + i)).toList();
    return JsonObject.of("requests", new JsonArray(items)).encode();
  }

  private List<JsonObject> results(int node, String body) {
    HttpResponse<String> answer = gateway.api(node, "POST", "/v1/tokens", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).getJsonArray("results").stream().map(JsonObject.class::cast).toList();
  }

  private static boolean cameFrom(JsonObject result, String source) {
    return result.getString("cacheStatus", "").contains(source);
  }

  @Test
  void aHundredStrangersCostAHundredCallsAndTheRepeatNone() {
    List<JsonObject> first = results(0, HUNDRED);
    assertThat(first).allMatch(result -> cameFrom(result, "fwd=miss"));
    assertThat(first)
        .allMatch(result -> gateway.emulator.controls().introspect(token(result)).active());
    assertThat(gateway.emulator.calls().total()).isEqualTo(100);

    List<JsonObject> second = results(0, HUNDRED);
    assertThat(second)
        .extracting(BatchIT::token)
        .isEqualTo(first.stream().map(BatchIT::token).toList());
    assertThat(gateway.emulator.calls().total()).isEqualTo(100);
  }

  private static String token(JsonObject result) {
    return result.getJsonObject("token").getString("token");
  }

  @Test
  void whileAcsIsDownServesThoseWhoAreInTheCache() {
    results(0, users(0, 3));
    gateway.emulator.controls().faults().always(Fault.status(503));
    assertThat(results(0, users(2, 5)))
        .extracting(result -> result.getInteger("status"))
        .containsExactly(200, 503, 503);
  }

  @OnOneServer("a line that delays leads to one server")
  @Test
  void aHundredHitsCostOneRoundTripToRedis() {
    results(0, HUNDRED);
    try (DelayingProxy line = new DelayingProxy(TestRedis.url())) {
      JsonObject config = gateway.patientConfig();
      config.getJsonObject("redis").put("url", line.url());
      config.getJsonObject("token").put("near-cache", JsonObject.of("enabled", false));
      gateway.withNode(config);
      assertThat(results(1, HUNDRED)).allMatch(result -> cameFrom(result, "detail=redis"));

      line.setDelay(DELAY);
      Duration shortest =
          IntStream.range(0, TRIES).mapToObj(i -> timed(HUNDRED)).min(Duration::compareTo).get();
      System.out.println(
          "100 hits over a line with a delay of 200 ms: " + shortest.toMillis() + " ms");
      assertThat(shortest).isBetween(DELAY, DELAY.multipliedBy(2).minusMillis(1));
    }
  }

  private Duration timed(String body) {
    long start = System.nanoTime();
    assertThat(results(1, body)).allMatch(result -> cameFrom(result, "detail=redis"));
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
