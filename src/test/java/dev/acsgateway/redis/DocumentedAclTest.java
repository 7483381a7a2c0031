package dev.acsgateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documented user may run what the code sends, and nothing else. */
class DocumentedAclTest {
  private static final Path CODE = Path.of("src", "main", "java", "dev", "acsgateway", "redis");
  private static final Path SCRIPTS = Path.of("src", "main", "resources", "redis");

  /** Of Sentinels, of a refused INFO, and what Redis does not count as a command of the user. */
  private static final Set<String> NOT_OF_THE_USER = Set.of("SENTINEL", "CONFIG");

  @Test
  void itAllowsWhatIsSentAndNothingElse() throws IOException {
    Set<String> sent = new TreeSet<>();
    collect(CODE, "Command\\.([A-Z]+)\\b", sent);
    collect(SCRIPTS, "redis\\.p?call\\('([A-Za-z]+)'", sent);
    sent.removeAll(NOT_OF_THE_USER);

    assertThat(DocumentedAcl.commands()).isEqualTo(sent);
  }

  private static void collect(Path folder, String pattern, Set<String> found) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .flatMap(file -> Pattern.compile(pattern).matcher(text(file)).results())
          .forEach(match -> found.add(match.group(1).toUpperCase(Locale.ROOT)));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
