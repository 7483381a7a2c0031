package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.authentication.Permission;
import dev.acsgateway.identity.TokenScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The console as it is served; {@code ConsoleIT} has it in a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsolePageTest {
  private static final Path SOURCES = Path.of("src", "main", "resources", "pages", "console");
  private static final Pattern NAMED =
      Pattern.compile("(?:from \"\\./|href=\"|src=\")([\\w.-]+)\"");

  private RunningEdge edge;

  @BeforeAll
  void start() {
    edge = new RunningEdge();
  }

  @AfterAll
  void stop() {
    edge.close();
  }

  private Answer get(String path) {
    return edge.send("GET", path, Optional.empty());
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files.toList();
    }
  }

  @Test
  void isFoundWithoutItsLastSlash() {
    Answer moved = get("/console");
    assertThat(moved.status()).isEqualTo(308);
    assertThat(moved.header("Location")).hasValue("console/");
    assertThat(get("/console/").body()).contains("<title>ACS Token Gateway: console</title>");
  }

  @Test
  void everyFileThatItNamesIsServedAndEveryFileThatThereIsIsNamed() throws IOException {
    List<String> files = sources().stream().map(file -> file.getFileName().toString()).toList();
    for (Path file : sources()) {
      List<String> named =
          NAMED
              .matcher(Files.readString(file))
              .results()
              .map((MatchResult found) -> found.group(1))
              .toList();
      assertThat(files).as("%s names", file).containsAll(named);
    }
    for (String file : files) {
      if (!file.equals("index.html")) {
        assertThat(get("/console/" + file).status()).as(file).isEqualTo(200);
      }
    }
  }

  @Test
  void offersEveryPermissionAndEveryScope() throws IOException {
    String form = Files.readString(SOURCES.resolve("key-form.js"));
    assertThat(listIn(form, "PERMISSIONS"))
        .isEqualTo(Arrays.stream(Permission.values()).map(Permission::value).toList());
    assertThat(listIn(form, "SCOPES"))
        .isEqualTo(Arrays.stream(TokenScope.values()).map(TokenScope::value).toList());
  }

  private static List<String> listIn(String script, String name) {
    String list = script.substring(script.indexOf("const " + name + " = ["));
    return Pattern.compile("\"(.+?)\"")
        .matcher(list.substring(0, list.indexOf(']')))
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  @Test
  void showsTextAsTextAndKeepsNothingInTheBrowser() throws IOException {
    for (Path file : sources()) {
      assertThat(Files.readString(file))
          .as("%s", file)
          .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
          .doesNotContain("localStorage", "sessionStorage", "indexedDB", "cookie", "location")
          .doesNotContain("style=", "onclick=\"", "http:", "https:");
    }
    assertThat(get("/console/").header("Content-Security-Policy").orElseThrow())
        .endsWith("; require-trusted-types-for 'script'; trusted-types 'none'");
  }
}
