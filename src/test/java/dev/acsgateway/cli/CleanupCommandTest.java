package dev.acsgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanupCommandTest {
  @TempDir Path directory;
  private CannedAdmin admin;

  @BeforeEach
  void start() throws IOException {
    admin = new CannedAdmin();
    admin.environmentIn(directory);
  }

  @AfterEach
  void stop() {
    admin.close();
  }

  private CommandRun run(String command, String... arguments) {
    return CommandRun.of(
        Stream.of(
                Stream.of("cleanup", command),
                Stream.of("--env-file", directory.resolve("env").toString()),
                Stream.of(arguments))
            .flatMap(each -> each)
            .toArray(String[]::new));
  }

  private static JsonObject job(String state, int done, int failed) {
    return new JsonObject()
        .put("id", "7f")
        .put("state", state)
        .put("target", "idle")
        .put("dryRun", false)
        .put("createdAt", "2027-01-31T00:00:00Z")
        .put("rate", 2.5)
        .put("etaSeconds", 90)
        .put(
            "counts",
            JsonObject.of(
                "total",
                9,
                "done",
                done,
                "failed",
                failed,
                "skipped",
                0,
                "left",
                9 - done - failed));
  }

  @Test
  void startsAJobAndPrintsItsId() {
    admin.answers(200, job("queued", 0, 0).encode());
    CommandRun run =
        run("start", "--older-than", "P90D", "--limit", "5", "--acknowledge-chat-deletion");
    assertThat(run.out()).isEqualTo("7f" + System.lineSeparator());
    assertThat(admin.requests())
        .containsExactly(
            "POST /admin/v1/cleanups {\"dryRun\":false,\"acknowledgeChatDeletion\":true,"
                + "\"limit\":5,\"olderThan\":\"P90D\"}");
  }

  @Test
  void uploadsAList() throws IOException {
    admin.answers(200, job("queued", 0, 0).encode());
    Path list = Files.writeString(directory.resolve("list"), "{\"userId\":\"a\"}\n");
    run("start", "--list", list.toString(), "--dry-run", "--rate", "2");
    assertThat(admin.requests())
        .containsExactly(
            "POST /admin/v1/cleanups/uploads?dryRun=true&acknowledgeChatDeletion=false"
                + "&ratePerSecond=2.0 {\"userId\":\"a\"}\n");
  }

  @Test
  void wantsToKnowWhatToDelete() {
    assertThat(run("start", "--dry-run").exitCode()).isEqualTo(2);
    assertThat(run("start", "--orphans", "--older-than", "P90D").exitCode()).isEqualTo(2);
    assertThat(admin.requests()).isEmpty();
  }

  @Test
  void showsWhyTheGatewayRefuses() {
    admin.answers(400, "{\"detail\":\"Say acknowledgeChatDeletion: true.\"}");
    CommandRun run = run("start", "--orphans");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("refused: 400, Say acknowledgeChatDeletion: true.");
  }

  @Test
  void watchesAJobInPlainLinesWithoutATerminal() {
    admin.answers(
        200,
        "event: progress\ndata: "
            + job("running", 3, 0).encode()
            + "\n\n: still here\n\nevent: end\ndata: "
            + job("completed", 9, 0).encode()
            + "\n\n");
    CommandRun run = run("watch", "7f");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "running: 3 of 9, 3 deleted, 0 failed, 0 skipped, 2.5/s, takes 1m30s",
            "completed: 9 of 9, 9 deleted, 0 failed, 0 skipped, 2.5/s, takes 1m30s");
    assertThat(admin.requests()).containsExactly("GET /admin/v1/cleanups/7f/events ");
  }

  @Test
  void endsWithAnErrorWhenSomeCouldNotBeDeleted() {
    admin.answers(200, "event: end\ndata: " + job("completed", 8, 1).encode() + "\n\n");
    assertThat(run("watch", "7f").exitCode()).isEqualTo(1);
  }

  @Test
  void listsJobs() {
    admin.answers(
        200, new JsonObject().put("cleanups", new JsonArray().add(job("paused", 1, 0))).encode());
    assertThat(run("list").out()).startsWith("7f  2027-01-31T00:00:00Z  idle  paused: 1 of 9");
  }

  @Test
  void pausesResumesCancelsAndRetries() {
    admin.answers(200, job("running", 1, 0).encode());
    for (String order : List.of("pause", "resume", "cancel", "retry")) {
      assertThat(run(order, "7f").exitCode()).isZero();
    }
    assertThat(admin.requests())
        .containsExactly(
            "POST /admin/v1/cleanups/7f/pause {}",
            "POST /admin/v1/cleanups/7f/resume {}",
            "POST /admin/v1/cleanups/7f/cancel {}",
            "POST /admin/v1/cleanups/7f/retry {}");
  }

  @Test
  void printsFailuresOneALine() {
    admin.answers(200, "{\"failures\":[{\"userId\":\"a\",\"reason\":\"no\"}]}");
    assertThat(run("failures", "7f").out().strip())
        .isEqualTo("{\"userId\":\"a\",\"reason\":\"no\"}");
  }
}
