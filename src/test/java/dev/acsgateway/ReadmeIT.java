package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.local.LocalOptions;
import dev.acsgateway.local.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows works as it stands, from top to bottom. */
class ReadmeIT {
  private static final Pattern BLOCK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);

  /** Makes an answer that is an error fail the block. */
  private static final String STRICT =
      "set -euo pipefail\ncurl() { command curl -sS --fail-with-body \"$@\"; }\n";

  @TempDir Path directory;

  @Test
  void everyExampleWorksAgainstLocalMode() throws Exception {
    List<String> blocks = blocks();
    assertThat(blocks).hasSizeGreaterThan(5).first().asString().contains("target/local/env");
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
    List<String> blocks = blocks();
    try (LocalStack stack = new LocalStack(options())) {
      stack.start();
      String twice = STRICT + blocks.get(0) + blocks.get(1) + blocks.get(1);
      assertThat(ShellRun.bash(checkout(), twice).output())
          .containsSubsequence("Cache-Status: acs-token-gateway; fwd=miss", "; hit");
    }
  }

  /** A path with a blank, as people have. */
  private Path checkout() throws IOException {
    return Files.createDirectories(directory.resolve("my checkout"));
  }

  private LocalOptions options() throws IOException {
    return LocalOptions.anywhere(checkout().resolve("target").resolve("local"));
  }

  private static List<String> blocks() throws IOException {
    return BLOCK
        .matcher(Files.readString(Path.of("README.md")))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }
}
