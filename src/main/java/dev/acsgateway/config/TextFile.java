package dev.acsgateway.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Reads the files that settings and options name: YAML, secrets, PEM. Blocks, so it is for the
 * start, for commands and for worker threads.
 */
public final class TextFile {
  /** No configuration is longer; {@code /dev/zero} is. */
  private static final int MAX_BYTES = 4 << 20;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TextFile() {}

  /**
   * Returns the text of a file in UTF-8, without a byte order mark.
   *
   * @throws Unreadable if there is no such file, or it holds no text
   */
  public static String read(Path file) throws Unreadable {
    require(file);
    return readOnce(file);
  }

  /**
   * Returns the text of something that may be read only once, such as a pipe, likewise.
   *
   * @throws Unreadable if there is no such file, or it holds no text
   */
  public static String readOnce(Path file) throws Unreadable {
    requireReadable(file);
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw new Unreadable(file, "reading it failed");
    }
    if (bytes.length > MAX_BYTES) {
      throw new Unreadable(file, "it is longer than 4 MiB");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') >= 0) {
        throw new Unreadable(file, "it holds a NUL character, so it is not text in UTF-8");
      }
      return withoutMark(text);
    } catch (CharacterCodingException e) {
      throw new Unreadable(file, "it is not text in UTF-8");
    }
  }

  /**
   * Returns the path that a text names, if there is a file that can be read.
   *
   * @throws Unreadable if there is none
   */
  public static Path find(String name) throws Unreadable {
    Path file = path(name);
    require(file);
    return file;
  }

  /** Returns a text without the byte order mark that some editors put before it. */
  static String withoutMark(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private static Path path(String name) throws Unreadable {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new Unreadable(Path.of(""), "its name is not a path");
    }
  }

  private static void require(Path file) throws Unreadable {
    requireReadable(file);
    if (!Files.isRegularFile(file)) {
      throw new Unreadable(file, "it is not a regular file");
    }
  }

  private static void requireReadable(Path file) throws Unreadable {
    if (Files.notExists(file)) {
      throw new Unreadable(file, "it does not exist");
    }
    if (Files.isDirectory(file)) {
      throw new Unreadable(file, "it is a directory");
    }
    if (!Files.isReadable(file)) {
      throw new Unreadable(file, "this process has no permission to");
    }
  }

  /** A file that cannot be used. Its message says which and why, and quotes nothing of it. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final String reason;

    Unreadable(Path file, String reason) {
      super("cannot read the file " + file + ": " + reason, null, false, false);
      this.file = file;
      this.reason = reason;
    }

    /** Returns which file cannot be read. */
    public Path file() {
      return file;
    }

    /** Returns what is wrong with the file, without its name. */
    public String reason() {
      return reason;
    }

    /** Returns which file cannot be read, and why. */
    public String line() {
      return String.valueOf(getMessage());
    }
  }
}
