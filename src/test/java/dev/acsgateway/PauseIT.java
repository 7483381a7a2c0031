package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGSTOP and SIGCONT, which is what a process sees of a host that stalls or is moved. */
@Tag("fault")
class PauseIT {
  private static final Duration HEADER_TIMEOUT = Duration.ofMillis(100);
  private static final int PAUSES = 3;
  private static final int CLIENTS = 40;

  @TempDir Path directory;
  private final GatewayFixture gateway = new GatewayFixture();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void whoAsksDuringAPauseIsAnsweredAfterIt() throws Exception {
    JsonObject config = gateway.patientConfig();
    config
        .getJsonObject("api")
        .getJsonObject("load")
        .put("header-timeout", HEADER_TIMEOUT.toMillis() + "ms");
    try (GatewayNode node = GatewayNode.start(gateway, directory, config)) {
      for (int pause = 0; pause < PAUSES; pause++) {
        try (HttpClient http = HttpClient.newHttpClient()) {
          node.process.pause();
          List<CompletableFuture<HttpResponse<String>>> asked =
              IntStream.range(0, CLIENTS).mapToObj(client -> ask(http, node)).toList();
          await().pollDelay(HEADER_TIMEOUT.multipliedBy(20)).until(() -> true);
          assertThat(asked).noneMatch(CompletableFuture::isDone);
          node.process.resume();
          assertThat(asked).allMatch(answer -> answer.join().statusCode() == 200);
        }
      }
    }
  }

  private CompletableFuture<HttpResponse<String>> ask(HttpClient http, GatewayNode node) {
    return http.sendAsync(
        gateway.request(node.apiPort, "GET", "/openapi.yaml", "").build(), BodyHandlers.ofString());
  }
}
