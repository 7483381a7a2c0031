package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real OpenID Connect provider: its keys are discovered and followed through rotations. */
class OidcRotationIT {
  private static final int CLIENTS = 6;
  private static final int ROTATIONS = 3;

  private final AtomicBoolean running = new AtomicBoolean(true);
  private final AtomicIntegerArray requests = new AtomicIntegerArray(CLIENTS);
  private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
  private OidcProvider provider;
  private GatewayFixture gateway;

  @BeforeEach
  void start() {
    provider = new OidcProvider();
    gateway = new GatewayFixture();
    JsonObject config = gateway.config();
    config.put("limits", JsonObject.of("per-user", "100000/s"));
    config
        .getJsonObject("authentication")
        .put(
            "issuers",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("issuer", provider.issuer())
                        .put("audiences", new JsonArray().add(OidcProvider.AUDIENCE))));
    gateway.withNode(config);
    for (int client = 0; client < CLIENTS; client++) {
      awaitIdentity("user" + client);
    }
  }

  /** A provider that has just started takes its time, and so does a user's first token. */
  private void awaitIdentity(String user) {
    await().atMost(Duration.ofSeconds(60)).until(() -> status(user) == 200);
  }

  @AfterEach
  void stop() {
    gateway.close();
    provider.close();
  }

  private int status(String user) {
    return gateway
        .send(
            gateway
                .request(gateway.nodes.getFirst().apiPort(), "POST", "/v1/token", "")
                .header("Authorization", "Bearer " + provider.token(user)))
        .statusCode();
  }

  /** A client that shows a new token with every request. */
  private void run(int client) {
    while (running.get()) {
      statuses.merge(status("user" + client), 1, Integer::sum);
      requests.incrementAndGet(client);
    }
  }

  /** Until every token that is under way now has arrived. */
  private void awaitAnotherRoundOfEveryClient() {
    int[] before = new int[CLIENTS];
    for (int client = 0; client < CLIENTS; client++) {
      before[client] = requests.get(client);
    }
    await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              for (int client = 0; client < CLIENTS; client++) {
                if (requests.get(client) < before[client] + 20) {
                  return false;
                }
              }
              return true;
            });
  }

  @Test
  void rotationsUnderLoadCostNotOneRequest() throws Exception {
    int discoveries = provider.fetches();
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      for (int client = 0; client < CLIENTS; client++) {
        int number = client;
        clients.execute(() -> run(number));
      }
      for (int rotation = 0; rotation < ROTATIONS; rotation++) {
        awaitAnotherRoundOfEveryClient();
        provider.publishNewKey();
        provider.signWithNewestKey();
        awaitAnotherRoundOfEveryClient();
        provider.withdrawOlderKeys();
      }
      awaitAnotherRoundOfEveryClient();
      running.set(false);
      clients.shutdown();
      assertThat(clients.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(statuses).containsOnlyKeys(200);
    assertThat(statuses.get(200)).isGreaterThan(CLIENTS * 20 * (2 * ROTATIONS + 1));
    assertThat(provider.fetches()).as("one a rotation").isEqualTo(discoveries + ROTATIONS);
  }

  @Test
  void aTokenOfAWithdrawnKeyIsRefusedOnceTheNewKeyIsKnown() {
    String old = provider.token("user0");
    provider.publishNewKey();
    provider.signWithNewestKey();
    provider.withdrawOlderKeys();
    assertThat(status("user0")).isEqualTo(200);
    assertThat(
            gateway
                .send(
                    gateway
                        .request(gateway.nodes.getFirst().apiPort(), "POST", "/v1/token", "")
                        .header("Authorization", "Bearer " + old))
                .statusCode())
        .isEqualTo(401);
  }
}
