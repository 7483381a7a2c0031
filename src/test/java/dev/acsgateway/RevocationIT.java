package dev.acsgateway;

import static dev.acsgateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Revocation under load from three nodes. */
@Tag("topology")
class RevocationIT {
  private static final int NODES = 3;
  private static final int ROUNDS = LongRun.choose(150, 1_000);

  private GatewayFixture gateway;

  @BeforeEach
  void start() {
    gateway = new GatewayFixture();
    for (int i = 0; i < NODES; i++) {
      gateway.withNode(gateway.config().put("quota", new JsonObject().put("enabled", false)));
    }
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void onceARevocationReturnsNoNodeServesAnOlderToken() throws Exception {
    token(0);
    AtomicBoolean over = new AtomicBoolean();
    AtomicLong served = new AtomicLong();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> load = new ArrayList<>();
      for (int node = 0; node < NODES; node++) {
        int asked = node;
        load.add(
            threads.submit(
                () -> {
                  while (!over.get()) {
                    token(asked);
                    served.incrementAndGet();
                  }
                }));
      }
      try {
        for (int round = 0; round < ROUNDS; round++) {
          revokeAndLookEverywhere(round, threads);
        }
      } finally {
        over.set(true);
      }
      for (Future<?> each : load) {
        each.get();
      }
    }
    assertThat(served.get()).as("load while revoking").isGreaterThan(ROUNDS);
  }

  private void revokeAndLookEverywhere(int round, ExecutorService threads)
      throws InterruptedException, ExecutionException {
    HttpResponse<String> revoked =
        gateway.api(round % NODES, "DELETE", "/v1/users/alice/tokens", "");
    assertThat(revoked.statusCode()).isEqualTo(200);
    List<Future<String>> served = new ArrayList<>();
    for (int node = 0; node < NODES; node++) {
      int asked = node;
      served.add(threads.submit(() -> token(asked)));
    }
    for (Future<String> token : served) {
      assertThat(gateway.emulator.controls().introspect(token.get()).active())
          .as("round %d: a token served after the revocation", round)
          .isTrue();
    }
  }

  private String token(int node) {
    HttpResponse<String> answer = gateway.api(node, "POST", "/v1/users/alice/token", "");
    assertThat(answer.statusCode()).isEqualTo(200);
    return json(answer).getString("token");
  }
}
