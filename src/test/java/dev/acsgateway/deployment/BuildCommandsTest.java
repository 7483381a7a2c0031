package dev.acsgateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks the commands that documents name for building and testing, which a test cannot run because
 * they would run the test: scripts exist and take the options shown, Maven profiles exist, classes
 * and tags to select exist.
 */
class BuildCommandsTest {
  private static final Pattern SCRIPT =
      Pattern.compile("(?:\\./|`)(scripts/[a-z-]+)((?: --[a-z-]+)*)");
  private static final Pattern OPTION = Pattern.compile("--[a-z-]+");
  private static final Pattern PROFILE = Pattern.compile("-P([a-z]+)");
  private static final Pattern TAG = Pattern.compile("-Dgroups=([a-z]+)");
  private static final Pattern TEST_CLASS = Pattern.compile("-Dit\\.test=(\\w+)");
  private static final Pattern TEST_PACKAGE = Pattern.compile("-Dtest='([a-z.]+)\\.\\*Test'");

  static List<Path> documents() throws IOException {
    List<Path> documents =
        new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")));
    for (Path root : List.of(Path.of("docs"), Path.of("conf"))) {
      try (Stream<Path> files = Files.walk(root)) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
      }
    }
    return documents;
  }

  @ParameterizedTest
  @MethodSource("documents")
  void scriptsExistAndTakeTheOptionsShown(Path document) throws IOException {
    assertThat(SCRIPT.matcher(Files.readString(document)).results())
        .allSatisfy(
            command -> {
              Path script = Path.of(command.group(1));
              if (Files.isDirectory(script)) { // a folder of helpers, which has no options
                assertThat(command.group(2)).isEmpty();
                return;
              }
              assertThat(script).isRegularFile().isExecutable();
              String source = Files.readString(script);
              assertThat(OPTION.matcher(command.group(2)).results())
                  .allSatisfy(option -> assertThat(source).contains(option.group()));
            });
  }

  @ParameterizedTest
  @MethodSource("documents")
  void whatMavenIsToRunExists(Path document) throws IOException {
    String text = Files.readString(document);
    String pom = Files.readString(Path.of("pom.xml"));

    assertThat(PROFILE.matcher(text).results())
        .allSatisfy(it -> assertThat(pom).contains("<id>" + it.group(1) + "</id>"));
    assertThat(TAG.matcher(text).results())
        .allSatisfy(it -> assertThat(testSources("@Tag(\"" + it.group(1) + "\")")).isPositive());
    assertThat(TEST_CLASS.matcher(text).results())
        .allSatisfy(it -> assertThat(testSources("class " + it.group(1) + " ")).isOne());
    assertThat(TEST_PACKAGE.matcher(text).results())
        .allSatisfy(it -> assertThat(testSources("package " + it.group(1) + ";")).isPositive());
  }

  @Test
  void theDocumentsForDevelopersNameCommands() throws IOException {
    for (String document : List.of("CONTRIBUTING.md", "docs/testing.md", "docs/performance.md")) {
      assertThat(SCRIPT.matcher(Files.readString(Path.of(document))).results().count())
          .as(document)
          .isGreaterThan(2);
    }
  }

  /** Returns how many sources of tests contain this. */
  private static long testSources(String text) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      long found = 0;
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        found += Files.readString(file).contains(text) ? 1 : 0;
      }
      return found;
    }
  }
}
