package dev.acsgateway;

import static dev.acsgateway.GatewayFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.emulator.control.CallRecord;
import dev.acsgateway.emulator.control.Latency;
import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.emulator.control.Outcome;
import dev.acsgateway.emulator.control.Quotas;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Three nodes with more to ask of ACS than it takes. ACS's window is shortened from 30 s, at the
 * same rate of permits, and demand lasts three of them; {@code -Pnightly} runs it as ACS has it.
 */
class QuotaAgainstEmulatorIT {
  private static final int NODES = 3;
  private static final int WAITING = 90;
  private static final int WINDOWS = 3;
  private static final Duration WINDOW =
      LongRun.choose(Duration.ofSeconds(4), Duration.ofSeconds(30));

  /** The share of a quota that has to be used; the nightly build has the machine for itself. */
  private static final double USED = LongRun.choose(0.9, 0.98);

  private static final int QUOTA = (int) (1000 * WINDOW.toMillis() / 30_000);

  private final GatewayFixture gateway = new GatewayFixture();
  private final AtomicInteger users = new AtomicInteger();
  private volatile boolean over;

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void moreDemandThanQuotaUsesTheQuotaUpAndNeverMeetsARefusal() {
    limitTheEmulator();
    for (int i = 0; i < NODES; i++) {
      gateway.withNode(config());
    }
    HttpClientAgent client =
        gateway
            .newVertx()
            .createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(WAITING));

    Promise<Void> enough = Promise.promise();
    gateway.newVertx().setTimer(WINDOWS * WINDOW.toMillis(), fired -> enough.complete());
    List<Future<Void>> demand =
        IntStream.range(0, WAITING).mapToObj(each -> askOn(client, each % NODES)).toList();
    enough.future().toCompletionStage().toCompletableFuture().join();
    over = true;
    await(Future.join(demand));

    assertThat(gateway.emulator.calls().count(Operation.CREATE_WITH_TOKEN, Outcome.THROTTLED))
        .isZero();
    Duration lost = cycle().minus(WINDOW);
    System.out.printf(
        "A permit came back %d ms after ACS's window: %.2f %% of a quota for %s is used%n",
        lost.toMillis(), 100 * used(lost), Quotas.WINDOW);
    assertThat(used(lost)).isGreaterThanOrEqualTo(USED);
  }

  private void limitTheEmulator() {
    Quotas quotas = gateway.emulator.controls().quotas();
    quotas.window(WINDOW);
    quotas.limit(Operation.CREATE_WITH_TOKEN, QUOTA);
    quotas.enable(true);
    gateway
        .emulator
        .controls()
        .latency()
        .setAll(Latency.uniform(Duration.ofMillis(5), Duration.ofMillis(60)));
  }

  private JsonObject config() {
    JsonObject config = gateway.patientConfig();
    config
        .getJsonObject("quota")
        .put("window", WINDOW.toMillis() + "ms")
        .put("spread", "50ms")
        .put("permits", new JsonObject().put("create-with-token", QUOTA));
    return config;
  }

  /** Asks for one new user after the other until it is over; each has to get a token. */
  private Future<Void> askOn(HttpClientAgent client, int node) {
    return over
        ? Future.succeededFuture()
        : client
            .request(
                HttpMethod.POST,
                gateway.nodes.get(node).apiPort(),
                "127.0.0.1",
                "/v1/users/user-" + users.incrementAndGet() + "/token")
            .compose(
                request -> request.putHeader("X-API-Key", gateway.allPowerful.key().value()).send())
            .compose(
                answer ->
                    answer
                        .body()
                        .onSuccess(
                            body ->
                                assertThat(answer.statusCode()).as(body.toString()).isEqualTo(200)))
            .compose(answered -> askOn(client, node));
  }

  /** What is used of a quota for the window that ACS has, if each permit loses so much time. */
  private static double used(Duration lost) {
    return (double) Quotas.WINDOW.toNanos() / Quotas.WINDOW.plus(lost).toNanos();
  }

  /** Mean time between a call and the one that takes its place in the window. */
  private Duration cycle() {
    List<Instant> calls =
        gateway.emulator.calls().latest().stream()
            .filter(call -> call.operation() == Operation.CREATE_WITH_TOKEN)
            .map(CallRecord::at)
            .sorted()
            .toList();
    assertThat(calls).hasSizeGreaterThan(2 * QUOTA);
    return Duration.ofNanos(
        IntStream.range(QUOTA, calls.size())
                .mapToLong(i -> Duration.between(calls.get(i - QUOTA), calls.get(i)).toNanos())
                .sum()
            / (calls.size() - QUOTA));
  }
}
