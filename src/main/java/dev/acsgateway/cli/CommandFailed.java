package dev.acsgateway.cli;

/** A command could not do its work, for a reason that its user understands and can mend. */
final class CommandFailed extends RuntimeException {

  /**
   * @param line one line: what is wrong, and what to do about it
   */
  CommandFailed(String line) {
    super(line, null, false, false);
  }
}
