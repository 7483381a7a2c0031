package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares the README's tables of endpoints with the contract, and keeps the README short. */
class ReadmeEndpointsTest {
  private static final int MOST_LINES = 150;
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([A-Z]+(?:, [A-Z]+)*) \\| `(/[^`]*)` \\| (.*) \\|$");
  private static final Pattern SHORTHAND = Pattern.compile("`(/[a-z]+(?:/[a-z]+)*)`");

  /** What a caller of the API uses; pages and the routes of samples are described elsewhere. */
  private static final Pattern LISTED = Pattern.compile("/(v1|admin/v1|health|metrics)(/.*)?");

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }

  @Test
  void theReadmeIsShort() throws IOException {
    assertThat(readme().lines().count()).isLessThanOrEqualTo(MOST_LINES);
  }

  @Test
  void theTablesListTheEndpointsOfTheContract() throws IOException {
    Set<String> contract =
        new Contract()
            .operations().stream()
                .map(it -> it.method().toUpperCase(Locale.ROOT) + " " + it.path())
                .collect(Collectors.toCollection(TreeSet::new));
    Set<String> listed = new TreeSet<>();
    for (MatchResult row : ROW.matcher(readme()).results().toList()) {
      for (String method : row.group(1).split(", ", -1)) {
        listed.add(method + " " + row.group(2));
        SHORTHAND
            .matcher(row.group(3))
            .results()
            .map(also -> method + " " + sibling(contract, method, row.group(2), also.group(1)))
            .forEach(listed::add);
      }
    }

    assertThat(contract).containsAll(listed);
    assertThat(listed)
        .containsAll(
            contract.stream()
                .filter(it -> LISTED.matcher(it.substring(it.indexOf(' ') + 1)).matches())
                .toList());
  }

  /** Returns the path that "also /x" in the row of a path means: below it, beside it, or /x. */
  private static String sibling(Set<String> contract, String method, String path, String also) {
    String below = path + also;
    String beside = path.substring(0, path.lastIndexOf('/')) + also;
    return contract.contains(method + " " + below)
        ? below
        : contract.contains(method + " " + beside) ? beside : also;
  }
}
