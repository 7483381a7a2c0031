package dev.acsgateway.audit;

import java.util.regex.Pattern;

/**
 * What was done, as a noun and a verb: {@code user.erase}. Not an enum, since a trail also holds
 * what newer nodes do.
 *
 * @param value lower-case words, joined by hyphens, around one dot
 */
public record AuditAction(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*");

  /**
   * @throws IllegalArgumentException when it looks otherwise
   */
  public AuditAction {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("Not a noun and a verb: " + value);
    }
  }

  /** What kind of thing it is done to, for example {@code user}. */
  public String noun() {
    return value.substring(0, value.indexOf('.'));
  }
}
