package dev.acsgateway.http.edge;

/** A file that TLS cannot be served with. */
final class UnusableTls extends Exception {
  private static final long serialVersionUID = 1L;

  private final String setting;

  /**
   * @param setting which setting names the file
   * @param problem names the file and says what is wrong, and quotes nothing of it
   */
  UnusableTls(String setting, String problem) {
    super(problem, null, false, false);
    this.setting = setting;
  }

  /** Returns the setting, within the section {@code tls}. */
  String setting() {
    return setting;
  }

  /** Returns what is wrong with which file. */
  String problem() {
    return String.valueOf(getMessage());
  }
}
