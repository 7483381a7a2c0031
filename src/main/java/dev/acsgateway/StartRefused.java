package dev.acsgateway;

/** A node must not start as it is set up; its operator must act. */
public final class StartRefused extends RuntimeException {

  /**
   * @param line why, and what to do about it, in one line
   */
  StartRefused(String line) {
    super(line, null, false, false);
  }
}
