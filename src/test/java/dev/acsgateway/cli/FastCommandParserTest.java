package dev.acsgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FastCommandParserTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"serve", "serve --config gateway.yaml", "health"})
  void knowsTheCommandsOfADeployment(String line) {
    assertThat(FastCommandParser.of(line.split(" "))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "local",
        "serve --help",
        "serve --config",
        "serve --config gateway.yaml --adopt-resource",
        "serve --adopt-resource gateway.yaml",
        "health --help",
        "health --admin-url http://127.0.0.1:1"
      })
  void leavesEverythingElseToTheParser(String line) {
    assertThat(FastCommandParser.of(line.split(" "))).isEmpty();
  }

  @Test
  void failsInTheSameWordsAsTheParsersCommand() throws Exception {
    Path file = Files.writeString(directory.resolve("bad.yaml"), "redis: {shards: 0}\n");
    String[] arguments = {"serve", "--config", file.toString()};
    StringWriter err = new StringWriter();
    int exitCode =
        FastCommandParser.of(arguments).orElseThrow().execute(new PrintWriter(err, true));
    CommandRun parsed = CommandRun.of(arguments);
    assertThat(exitCode).isEqualTo(1).isEqualTo(parsed.exitCode());
    assertThat(err.toString())
        .contains("redis.shards: '0' is not a whole number from 1 to 16384")
        .isEqualTo(parsed.err());
  }
}
