package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares docs/architecture.md with the code: its table of rooms, and the names it uses. */
class ArchitectureDocumentTest {
  private static final Pattern ROOM =
      Pattern.compile("(?m)^\\| `([a-z]+)` \\| [^|]+ \\| [^|]+ \\| ([^|]+) \\|$");
  private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]\\w*)`");
  private static final Pattern SCRIPT = Pattern.compile("`?\\b([a-z-]+\\.lua)\\b");

  private static String document() throws IOException {
    return Files.readString(Path.of("docs/architecture.md"));
  }

  @Test
  void theTableOfRoomsIsTheRuleThatIsEnforced() throws IOException {
    Map<String, Set<String>> documented =
        ROOM.matcher(document())
            .results()
            .collect(
                Collectors.toMap(
                    room -> room.group(1),
                    room -> rooms(room.group(2)),
                    (a, b) -> a,
                    TreeMap::new));
    Map<String, Set<String>> enforced = new TreeMap<>();
    RoomsTest.MAY_IMPORT.forEach(
        (room, allowed) ->
            enforced.put(
                room,
                Stream.of(allowed)
                    .map(name -> name.isEmpty() ? "root" : name)
                    .collect(Collectors.toCollection(TreeSet::new))));

    assertThat(documented).isEqualTo(enforced);
  }

  private static Set<String> rooms(String cell) {
    return cell.strip().equals("–")
        ? Set.of()
        : new TreeSet<>(List.of(cell.strip().split(", ", -1)));
  }

  @Test
  void everyClassItNamesExists() throws IOException {
    try (Stream<Path> main = Files.walk(Path.of("src/main/java"));
        Stream<Path> sdk = Files.walk(Path.of("src/sdk"));
        Stream<Path> test = Files.walk(Path.of("src/test/java"))) {
      Set<String> ours =
          Stream.of(main, sdk, test)
              .flatMap(files -> files)
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".java"))
              .map(name -> name.substring(0, name.length() - ".java".length()))
              .collect(Collectors.toSet());

      assertThat(CLASS.matcher(document()).results().map((MatchResult it) -> it.group(1)).toList())
          .hasSizeGreaterThan(60)
          .allSatisfy(name -> assertThat(ours).contains(name));
    }
  }

  @Test
  void everyScriptItNamesExists() throws IOException {
    assertThat(SCRIPT.matcher(document()).results().map((MatchResult it) -> it.group(1)).toList())
        .hasSizeGreaterThan(5)
        .allSatisfy(
            name -> assertThat(Path.of("src/main/resources/redis").resolve(name)).isRegularFile());
  }
}
