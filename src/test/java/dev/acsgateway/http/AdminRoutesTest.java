package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AdminRoutesTest {
  private RunningEdge edge;

  @BeforeEach
  void start() {
    edge = new RunningEdge();
  }

  @AfterEach
  void stop() {
    edge.close();
  }

  @Test
  void showsTheMeters() {
    Answer answer = edge.send("GET", "/metrics");
    assertThat(answer.header("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(answer.body()).isEqualTo("up 1\n");
  }

  @Test
  void isReadyWhileTheStoreAnswersAndDegradedOnceItDoesNot() {
    assertThat(edge.send("GET", "/health/ready").json())
        .isEqualTo(JsonObject.of("status", "ready", "checks", JsonObject.of("redis", "up")));
    edge.storeIsUp.set(false);
    Answer degraded = edge.send("GET", "/health/ready");
    assertThat(degraded.status()).isEqualTo(200);
    assertThat(degraded.json())
        .isEqualTo(JsonObject.of("status", "degraded", "checks", JsonObject.of("redis", "down")));
  }

  @Test
  void isLiveButNotReadyBeforeTheStoreHasEverAnswered() {
    edge.storeIsUp.set(false);
    assertThat(edge.send("GET", "/health/ready").status()).isEqualTo(503);
    assertThat(edge.send("GET", "/health/live").status()).isEqualTo(200);
  }

  @Test
  void saysToWhoMayReadHowEachPartIs() {
    Answer answer = edge.send("GET", "/health");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getString("status")).isEqualTo("ready");
    assertThat(answer.json().getJsonObject("components").getJsonObject("redis"))
        .isEqualTo(JsonObject.of("commands", "up", "subscription", "down", "writes", "up"));
  }

  @Test
  void saysHowEachPartIsAlsoWhileItDrains() {
    edge.health.drain();
    Answer answer = edge.send("GET", "/health");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getString("status")).isEqualTo("draining");
    assertThat(answer.json().getJsonObject("components").fieldNames())
        .containsExactly("redis", "acs", "apiKeys", "clock", "configuration");
  }

  @Test
  void isLiveButNotReadyWhileItDrains() {
    edge.health.drain();
    Answer draining = edge.send("GET", "/health/ready");
    assertThat(draining.status()).isEqualTo(503);
    assertThat(draining.json().getString("status")).isEqualTo("draining");
    assertThat(edge.send("GET", "/health/live").status()).isEqualTo(200);
  }
}
