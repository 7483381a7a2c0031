package dev.acsgateway.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What {@code ledger import} reads: once to see that it is whole, and once to send it, since the
 * gateway takes lines in as they come. Standard input is kept in a temporary file meanwhile, which
 * only its owner can read.
 */
final class ImportFile implements AutoCloseable {
  /** The gateway's own limit. */
  private static final int LONGEST_LINE = 8 * 1024;

  private final String name;
  private final Path path;
  private final boolean temporary;

  private ImportFile(String name, Path path, boolean temporary) {
    this.name = name;
    this.path = path;
    this.temporary = temporary;
  }

  static ImportFile of(Path file) throws IOException {
    if (StandardInput.isMeantBy(file)) {
      Path copy = Files.createTempFile("acs-token-gateway", ".ndjson");
      try (InputStream in = Files.newInputStream(StandardInput.readable(file))) {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      }
      return new ImportFile("on standard input", copy, true);
    }
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new CommandFailed("Cannot read the file " + file);
    }
    return new ImportFile(file.toString(), file, false);
  }

  /** The file to send. */
  Path path() {
    return path;
  }

  /**
   * Reads the file to its end. Blocks.
   *
   * @throws CommandFailed when the gateway would refuse it after it has taken lines in
   */
  void verify() throws IOException {
    ImportLines lines = new ImportLines();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next == '\n') {
          lines.accept(line.toByteArray());
          line.reset();
        } else {
          line.write(next);
          lines.requireLength(line.size(), LONGEST_LINE);
        }
      }
      if (line.size() > 0) {
        lines.accept(line.toByteArray());
      }
      lines.finish();
    } catch (CommandFailed flaw) {
      throw new CommandFailed(
          "The ledger %s was not sent: %s Nothing was imported."
              .formatted(name, flaw.getMessage()));
    }
  }

  @Override
  public void close() throws IOException {
    if (temporary) {
      Files.deleteIfExists(path);
    }
  }
}
