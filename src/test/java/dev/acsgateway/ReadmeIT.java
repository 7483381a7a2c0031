package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.local.LocalOptions;
import dev.acsgateway.local.LocalStack;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the README and the walk-through show works as it is written, from top to bottom. */
class ReadmeIT {
  private static final Pattern BLOCK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ANSWER =
      Pattern.compile("```http\n(.*?)\n\n(\\{.*?)```", Pattern.DOTALL);

  /** Makes an answer that is an error fail the block. */
  private static final String STRICT =
      "set -euo pipefail\ncurl() { command curl -sS --fail-with-body \"$@\"; }\n";

  private static final Pattern ANY_BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

  /** Blocks that are not run, by how they begin. */
  private static final Map<String, String> NOT_RUN =
      Map.of(
          "./scripts/run", "is what this test starts in its own process; the script is there",
          "curl --cacert", "puts the emulator's clock back, which would end the other examples");

  /** Languages of blocks that are no commands; the answer has a test of its own. */
  private static final Set<String> NO_COMMANDS = Set.of("mermaid", "http");

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"README.md, 2", "docs/walkthrough.md, 11"})
  void everyExampleWorksAgainstLocalMode(String document, int examples) throws Exception {
    List<String> blocks = blocks(document);
    assertThat(blocks).hasSize(examples).first().asString().contains("target/local/env");
    try (LocalStack stack = new LocalStack(options())) {
      stack.start();
      for (String block : blocks) {
        ShellRun run = ShellRun.bash(checkout(), STRICT + blocks.getFirst() + block);
        assertThat(run.exitCode()).as(block + run.output()).isZero();
      }
    }
  }

  @Test
  void theSecondTokenComesFromTheCache() throws Exception {
    List<String> blocks = blocks("README.md");
    try (LocalStack stack = new LocalStack(options())) {
      stack.start();
      String twice = STRICT + blocks.get(0) + blocks.get(1) + blocks.get(1);
      assertThat(ShellRun.bash(checkout(), twice).output())
          .containsSubsequence("Cache-Status: acs-token-gateway; fwd=miss", "; hit");
    }
  }

  @Test
  void theAnswerShownHasTheFieldsAndHeadersOfARealOne() throws Exception {
    List<String> blocks = blocks("README.md");
    List<MatchResult> shown =
        ANSWER.matcher(Files.readString(Path.of("README.md"))).results().toList();
    assertThat(shown).hasSize(1);
    try (LocalStack stack = new LocalStack(options())) {
      stack.start();
      String real = ShellRun.bash(checkout(), STRICT + blocks.get(0) + blocks.get(1)).output();

      assertThat(fields(new JsonObject(shown.getFirst().group(2))))
          .isEqualTo(fields(new JsonObject(real.substring(real.indexOf("\n{")))));
      shown
          .getFirst()
          .group(1)
          .lines()
          .map(line -> line.replaceFirst("; ttl=\\d+$", "; ttl="))
          .forEach(line -> assertThat(real).containsIgnoringCase(line));
    }
  }

  @Test
  void everyOtherBlockIsListed() throws IOException {
    String both =
        Files.readString(Path.of("README.md")) + Files.readString(Path.of("docs/walkthrough.md"));
    List<String> others =
        ANY_BLOCK
            .matcher(both)
            .results()
            .filter(
                block -> !block.group(1).equals("bash") && !NO_COMMANDS.contains(block.group(1)))
            .map(block -> block.group(2))
            .toList();

    assertThat(others)
        .hasSize(NOT_RUN.size())
        .allSatisfy(
            block -> assertThat(NOT_RUN.keySet().stream().filter(block::startsWith)).hasSize(1));
    assertThat(others.getFirst().lines().map(line -> line.substring(0, line.indexOf(" "))))
        .allSatisfy(script -> assertThat(Path.of(script)).isExecutable());
  }

  private static Set<String> fields(JsonObject json) {
    Set<String> fields = new TreeSet<>();
    json.forEach(
        field -> {
          fields.add(field.getKey());
          if (field.getValue() instanceof JsonObject inner) {
            fields(inner).forEach(name -> fields.add(field.getKey() + "." + name));
          }
        });
    return fields;
  }

  /** A path with a blank, as people have. */
  private Path checkout() throws IOException {
    return Files.createDirectories(directory.resolve("my checkout"));
  }

  private LocalOptions options() throws IOException {
    return LocalOptions.anywhere(checkout().resolve("target").resolve("local"));
  }

  private static List<String> blocks(String document) throws IOException {
    return BLOCK
        .matcher(Files.readString(Path.of(document)))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }
}
