package dev.acsgateway.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A file of {@code KEY='value'} lines that a shell can {@code source} and that only its owner may
 * read. Values without a character that a shell minds stand as they are, so that programs that
 * split lines at {@code =} can read most of it, too.
 */
public final class EnvironmentFile {
  private static final String EXPORT = "export ";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,=-]+");

  private EnvironmentFile() {}

  /**
   * In single quotes, a shell takes every character as it is, but a single quote.
   *
   * @throws IllegalArgumentException if the value has more than one line
   */
  private static String quoted(String value) {
    if (value.lines().count() > 1) {
      throw new IllegalArgumentException("A value of an environment file has one line");
    }
    return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
  }

  private static String plain(String written) {
    if (written.length() > 1 && written.startsWith("'") && written.endsWith("'")) {
      return written.substring(1, written.length() - 1).replace("'\\''", "'");
    }
    return written.length() > 1 && written.startsWith("\"") && written.endsWith("\"")
        ? written.substring(1, written.length() - 1)
        : written;
  }

  /** Writes the file at once, in place of one that is there. */
  static void write(Path file, Map<String, String> values) throws IOException {
    String content =
        values.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + quoted(entry.getValue()) + "\n")
            .collect(Collectors.joining());
    Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
    Path written =
        Files.createTempFile(
            directory,
            file.getFileName().toString(),
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(written, content);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Reads such a file, also with double quotes or {@code export} before its names. A line without
   * {@code =} is passed over, and so is a comment.
   *
   * @throws IOException when it is not there or cannot be read
   */
  public static Map<String, String> read(Path file) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.startsWith("#")) {
        String name = line.substring(0, equals).strip();
        values.put(
            name.startsWith(EXPORT) ? name.substring(EXPORT.length()).strip() : name,
            plain(line.substring(equals + 1).strip()));
      }
    }
    return values;
  }
}
