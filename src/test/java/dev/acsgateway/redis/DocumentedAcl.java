package dev.acsgateway.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The user that docs/redis.md shows. */
public final class DocumentedAcl {
  private DocumentedAcl() {}

  /** The line of a server's configuration, with this password. */
  public static String user(String password) {
    try {
      return Files.readAllLines(Path.of("docs", "redis.md")).stream()
          .filter(line -> line.startsWith("user gateway "))
          .findFirst()
          .orElseThrow()
          .replace("<password>", password);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The commands that it may run, in upper case, without subcommands. */
  static Set<String> commands() {
    return Pattern.compile(" \\+([a-z]+)")
        .matcher(user("x"))
        .results()
        .map(allowed -> allowed.group(1).toUpperCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
