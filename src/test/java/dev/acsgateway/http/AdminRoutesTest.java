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
  void startsAJobAndSaysWhereToReadIt() {
    Answer started = edge.send("POST", "/admin/v1/cleanups", "{\"userIds\":[\"a\",\"b\"]}");
    assertThat(started.status()).isEqualTo(202);
    assertThat(started.json().getString("state")).isEqualTo("queued");
    assertThat(started.json().getJsonObject("counts"))
        .isEqualTo(JsonObject.of("total", 2, "done", 0, "failed", 0, "skipped", 0, "left", 2));

    Answer read = edge.send("GET", started.header("Location").orElseThrow());
    assertThat(read.body()).isEqualTo(started.body());
  }

  @Test
  void listsTheNewestJobsFirst() {
    edge.send("POST", "/admin/v1/cleanups", "{\"userIds\":[\"a\"]}");
    Answer newest = edge.send("POST", "/admin/v1/cleanups", "{\"userIds\":[\"b\"]}");
    Answer list = edge.send("GET", "/admin/v1/cleanups?limit=1");
    assertThat(list.json().getJsonArray("cleanups").getJsonObject(0)).isEqualTo(newest.json());
    assertThat(edge.calls.made()).contains("newest 1");
  }

  @Test
  void knowsNoJobThatWasNeverStarted() {
    assertThat(edge.send("GET", "/admin/v1/cleanups/7").problem()).isEqualTo("cleanup-not-found");
    edge.calls.forget();
    assertThat(edge.send("GET", "/admin/v1/cleanups/a%00b").problem())
        .isEqualTo("cleanup-not-found");
    assertThat(edge.calls.made()).isEmpty();
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
  void isLiveButNotReadyWhileItDrains() {
    edge.health.drain();
    Answer draining = edge.send("GET", "/health/ready");
    assertThat(draining.status()).isEqualTo(503);
    assertThat(draining.json().getString("status")).isEqualTo("draining");
    assertThat(edge.send("GET", "/health/live").status()).isEqualTo(200);
  }
}
