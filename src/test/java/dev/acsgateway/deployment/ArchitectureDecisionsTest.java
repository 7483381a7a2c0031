package dev.acsgateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Checks the form of the architecture decision records: consecutive numbers, four sections each,
 * and an index that lists them all in order.
 */
class ArchitectureDecisionsTest {
  private static final Path DIRECTORY = Path.of("docs/adr");
  private static final Pattern FILE = Pattern.compile("(\\d{4})-[a-z0-9-]+\\.md");
  private static final Pattern SECTION = Pattern.compile("(?m)^## (.+)\\n\\n(?=\\S)");
  private static final Pattern TITLE = Pattern.compile("\\A# (\\d+)\\. (.+)\\n");
  private static final Pattern INDEX_LINE =
      Pattern.compile("(?m)^- \\[(\\d{4})]\\((.+?\\.md)\\) (.+)$");

  @Test
  void numbersAreConsecutive() throws IOException {
    List<String> files = files();

    assertThat(files)
        .hasSizeGreaterThan(50)
        .allMatch(name -> FILE.matcher(name).matches())
        .extracting(name -> Integer.parseInt(name.substring(0, 4)))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, files.size()).boxed().toList());
  }

  @Test
  void everyDecisionHasFourSections() throws IOException {
    for (String file : files()) {
      assertThat(SECTION.matcher(text(file)).results().map((MatchResult it) -> it.group(1)))
          .as(file)
          .containsExactly("Status", "Context", "Decision", "Consequences");
      assertThat(text(file))
          .as(file)
          .containsPattern(
              "## Status\\n\\n(Accepted|Superseded by \\[.+]\\(.+\\)), \\d{4}-\\d\\d-\\d\\d\\.");
    }
  }

  @Test
  void theIndexListsEveryDecisionInOrder() throws IOException {
    List<MatchResult> lines = INDEX_LINE.matcher(text("README.md")).results().toList();

    assertThat(lines).extracting(line -> line.group(2)).containsExactlyElementsOf(files());
    for (MatchResult line : lines) {
      assertThat(TITLE.matcher(text(line.group(2))).results())
          .as(line.group())
          .singleElement()
          .satisfies(
              title -> {
                assertThat(Integer.parseInt(title.group(1)))
                    .isEqualTo(Integer.parseInt(line.group(1)))
                    .isEqualTo(Integer.parseInt(line.group(2).substring(0, 4)));
                assertThat(title.group(2)).isEqualTo(line.group(3));
              });
    }
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("README.md"))
          .sorted()
          .toList();
    }
  }

  private static String text(String file) throws IOException {
    return Files.readString(DIRECTORY.resolve(file));
  }
}
