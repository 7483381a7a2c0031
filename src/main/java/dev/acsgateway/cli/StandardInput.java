package dev.acsgateway.cli;

import java.nio.file.Path;

/** Standard input where a command takes a file: {@code -}, as everywhere else. */
final class StandardInput {
  private static final String NAME = "-";

  private StandardInput() {}

  /** Returns whether standard input, or output, is meant. */
  static boolean isMeantBy(Path file) {
    return file.toString().equals(NAME);
  }

  /** Returns a path under which the file can be read, once if it is standard input. */
  static Path readable(Path file) {
    return isMeantBy(file) ? Path.of("/dev/stdin") : file;
  }
}
