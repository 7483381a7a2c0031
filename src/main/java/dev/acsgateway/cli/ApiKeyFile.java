package dev.acsgateway.cli;

import dev.acsgateway.config.Secret;
import dev.acsgateway.config.TextFile;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Reads API keys as they are handed to commands. */
final class ApiKeyFile {
  /** What a header may say, without blanks (RFC 9110, section 5.5). */
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]+");

  private ApiKeyFile() {}

  /**
   * Reads a file, or standard input, that holds a key and nothing else. Blocks.
   *
   * @throws CommandFailed if it does not
   */
  static Secret read(Path file) {
    try {
      String text = TextFile.readOnce(StandardInput.readable(file));
      return checked(text, StandardInput.isMeantBy(file) ? "Standard input" : "The file " + file);
    } catch (TextFile.Unreadable e) {
      throw new CommandFailed("--api-key-file: " + e.line());
    }
  }

  /**
   * Returns the key in a text.
   *
   * @param source where the text is from, as the beginning of a sentence
   * @throws CommandFailed with what is wrong, which quotes nothing of the text
   */
  static Secret checked(String text, String source) {
    Secret key = new Secret(text.strip());
    if (key.value().isEmpty()) {
      throw new CommandFailed(source + " holds no API key: it is empty");
    }
    if (key.value().lines().count() > 1) {
      throw new CommandFailed(source + " holds more than one line; an API key is one");
    }
    if (!KEY.matcher(key.value()).matches()) {
      throw new CommandFailed(source + " holds no API key: there are characters that none has");
    }
    return key;
  }
}
