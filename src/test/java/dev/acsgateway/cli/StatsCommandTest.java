package dev.acsgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatsCommandTest {
  private static final String STATS =
      """
      {"nodes":{"listening":3},"ledger":{"users":12,"orphans":1,"intents":0,"resource":"5a0b"},\
      "acs":{"create":{"breaker":"closed","permits":1000,"remaining":998,"closedForMillis":0},\
      "delete":{"breaker":"open","permits":500,"remaining":0,"closedForMillis":700},\
      "issue":{"breaker":"half-open"}}}""";

  @TempDir Path directory;
  private CannedAdmin admin;

  @BeforeEach
  void start() throws IOException {
    admin = new CannedAdmin();
    admin.answers(200, STATS);
  }

  @AfterEach
  void stop() {
    admin.close();
  }

  private CommandRun stats(String... more) throws IOException {
    String[] arguments = {"stats", "--env-file", admin.environmentIn(directory).toString()};
    return CommandRun.of(Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  @Test
  void printsAFigureALine() throws IOException {
    CommandRun run = stats();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "nodes             3",
            "users             12",
            "orphans           1",
            "intents           0",
            "resource          5a0b",
            "create            breaker closed, 998 of 1000 calls left",
            "delete            breaker open, 0 of 500 calls left, closed by ACS for 700 ms",
            "issue             breaker half-open");
    assertThat(admin.requests()).containsExactly("GET /admin/v1/stats ");
  }

  @Test
  void printsTheAnswerItselfForPrograms() throws IOException {
    assertThat(stats("--json").out().strip()).isEqualTo(STATS);
  }

  @Test
  void saysThatTheKeyMayNot() throws IOException {
    admin.answers(403, "{\"detail\":\"The permission ledger:read is needed.\"}");
    CommandRun run = stats();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("refused: 403, The permission ledger:read is needed.")
        .hasLineCount(1);
  }
}
