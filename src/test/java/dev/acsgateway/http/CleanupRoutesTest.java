package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CleanupRoutesTest {
  private static final String ALL = "/admin/v1/cleanups";

  private RunningEdge edge;

  @BeforeEach
  void start() {
    edge = new RunningEdge();
  }

  @AfterEach
  void stop() {
    edge.close();
  }

  private Answer start(String users) {
    return edge.send("POST", ALL, "{\"userIds\":[" + users + "],\"acknowledgeChatDeletion\":true}");
  }

  private Answer upload(String lines) {
    return edge.send(
        "POST",
        ALL + "/uploads?acknowledgeChatDeletion=true",
        Optional.of(lines),
        "X-API-Key",
        edge.keys.everything,
        "Content-Type",
        "application/x-ndjson");
  }

  private static String path(Answer started) {
    return started.header("Location").orElseThrow();
  }

  @Test
  void startsAJobAndSaysWhereToReadItAndHowLongItWillTake() {
    Answer started = start("\"a\",\"b\"");
    assertThat(started.status()).isEqualTo(202);
    assertThat(started.json().getString("state")).isEqualTo("queued");
    assertThat(started.json().getJsonObject("counts"))
        .isEqualTo(
            JsonObject.of(
                "total", 2, "done", 0, "failed", 0, "skipped", 0, "left", 2, "alreadyGone", 0));
    assertThat(started.json().getInteger("etaSeconds")).isEqualTo(1);

    assertThat(edge.send("GET", path(started)).body()).isEqualTo(started.body());
  }

  @Test
  void saysWhatAJobIsAfter() {
    JsonObject idle =
        edge.send(
                "POST",
                ALL,
                "{\"olderThan\":\"P30D\",\"dryRun\":true,\"limit\":7,\"ratePerSecond\":2.5}")
            .json();
    assertThat(idle.getString("target")).isEqualTo("idle");
    assertThat(idle.getString("olderThan")).isEqualTo("PT720H");
    assertThat(idle.getBoolean("dryRun")).isTrue();
    assertThat(idle.getInteger("limit")).isEqualTo(7);
    assertThat(idle.getDouble("ratePerSecond")).isEqualTo(2.5);
  }

  @Test
  void listsTheNewestJobsFirst() {
    start("\"a\"");
    Answer newest = start("\"b\"");
    Answer list = edge.send("GET", ALL + "?limit=1");
    assertThat(list.json().getJsonArray("cleanups").getJsonObject(0)).isEqualTo(newest.json());
    assertThat(edge.calls.made()).contains("newest 1");
  }

  @Test
  void knowsNoJobThatWasNeverStarted() {
    assertThat(edge.send("GET", ALL + "/7").problem()).isEqualTo("cleanup-not-found");
    assertThat(edge.send("POST", ALL + "/7/pause").problem()).isEqualTo("cleanup-not-found");
    assertThat(edge.send("GET", ALL + "/7/failures").problem()).isEqualTo("cleanup-not-found");
    assertThat(edge.send("GET", ALL + "/7/events").problem()).isEqualTo("cleanup-not-found");
    edge.calls.forget();
    assertThat(edge.send("GET", ALL + "/a%00b").problem()).isEqualTo("cleanup-not-found");
    assertThat(edge.calls.made()).isEmpty();
  }

  @Test
  void saysWhyAJobNeedsAnAcknowledgement() {
    Answer refused = edge.send("POST", ALL, "{\"userIds\":[\"a\"]}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().getString("detail")).contains("chat messages", "dryRun");
  }

  @Test
  void takesLongListsInAnUpload() {
    String lines =
        IntStream.range(0, 2_500)
            .mapToObj(i -> "{\"userId\":\"user-" + i + "\"}\n")
            .collect(Collectors.joining());
    Answer started = upload(lines + "{\"communicationUserId\":\"8:acs:x_y\"}");
    assertThat(started.status()).isEqualTo(202);
    assertThat(started.json().getJsonObject("counts").getInteger("total")).isEqualTo(2_501);
    assertThat(edge.calls.made())
        .startsWith("prepare job", "add 1000")
        .endsWith("open job")
        .filteredOn(call -> call.startsWith("add"))
        .as("never all at once")
        .hasSizeGreaterThan(2);
  }

  @Test
  void takesAnUploadAsAWholeOrNotAtAll() {
    Answer refused = upload("{\"userId\":\"a\"}\n{\"userId\":\"b\"}\n{\"user\":\"c\"}\n");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().getString("field")).isEqualTo("line 3");
    assertThat(edge.calls.made()).contains("discard job").doesNotContain("open job");
    assertThat(edge.send("GET", ALL).json().getJsonArray("cleanups")).isEmpty();
  }

  @Test
  void takesNoUploadOfNobodyNorOfTooMany() {
    assertThat(upload("\n\n").json().getString("field")).isEqualTo("body");
    String line = "{\"userId\":\"a\"}\n";
    Answer tooMany = upload(line.repeat(100_001));
    assertThat(tooMany.status()).isEqualTo(400);
    assertThat(tooMany.json().getString("detail")).contains("100000");
    assertThat(upload("{\"userId\":\"" + "x".repeat(5_000) + "\"}").status()).isEqualTo(400);
    assertThat(edge.send("GET", ALL).json().getJsonArray("cleanups")).isEmpty();
  }

  @Test
  void pausesResumesAndCancels() {
    String job = path(start("\"a\""));
    assertThat(edge.send("POST", job + "/pause").json().getString("state")).isEqualTo("paused");
    assertThat(edge.send("POST", job + "/resume").json().getString("state")).isEqualTo("queued");
    assertThat(edge.send("POST", job + "/cancel").json().getString("state")).isEqualTo("cancelled");
    Answer tooLate = edge.send("POST", job + "/pause");
    assertThat(tooLate.status()).isEqualTo(409);
    assertThat(tooLate.problem()).isEqualTo("cleanup-conflict");
  }

  @Test
  void tellsFailuresPageByPageAndTriesThemAgain() {
    String job = path(start("\"a\",\"b\",\"c\""));
    edge.jobs.failAll();
    JsonObject first = edge.send("GET", job + "/failures?limit=2").json();
    assertThat(first.getJsonArray("failures").getJsonObject(0))
        .isEqualTo(JsonObject.of("userId", "a", "reason", "ACS said no."));
    JsonObject second =
        edge.send("GET", job + "/failures?limit=2&offset=" + first.getInteger("next")).json();
    assertThat(second.getJsonArray("failures")).hasSize(1);
    assertThat(second.containsKey("next")).isFalse();

    JsonObject retried = edge.send("POST", job + "/retry").json();
    assertThat(retried.getJsonObject("counts").getInteger("left")).isEqualTo(3);
    assertThat(edge.send("POST", job + "/retry").problem()).isEqualTo("cleanup-conflict");
  }

  @Test
  void showsAFinishedJobsEndToWhoeverWatchesIt() {
    String job = path(start("\"a\""));
    edge.jobs.failAll();
    Answer watched = edge.send("GET", job + "/events");
    assertThat(watched.mediaType()).isEqualTo("text/event-stream");
    assertThat(watched.body()).startsWith("event: end\ndata: {").endsWith("}\n\n");
  }

  @Test
  void showsARunningJobsProgressUntilItsEnd() {
    String job = path(start("\"a\",\"b\""));
    CompletableFuture<Answer> watched =
        CompletableFuture.supplyAsync(
            () -> edge.send("GET", job + "/events"), Thread::startVirtualThread);
    await().until(this::looks, looks -> looks >= 3);
    edge.jobs.failAll();
    String events = watched.join().body();
    assertThat(events).startsWith("event: progress\n").contains("event: end\n");
    assertThat(events.split("event: progress", -1)).as("one per change").hasSize(2);
  }

  private long looks() {
    return edge.calls.made().stream().filter(call -> call.startsWith("find job")).count();
  }
}
