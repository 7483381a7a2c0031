package dev.acsgateway.authentication;

import dev.acsgateway.identity.UserId;

/**
 * The users that a key may act for: one user id, or all that begin alike, for example {@code
 * tenant-a:*}, or {@code *} for everyone.
 *
 * @param value a user id, or a beginning followed by one {@code *}
 */
public record UserPattern(String value) {
  private static final int MAX_LENGTH = 257;

  /** Every user. */
  public static final UserPattern ANY = new UserPattern("*");

  /**
   * @throws IllegalArgumentException when it is empty, longer than any user id, or has a {@code *}
   *     before its end
   */
  public UserPattern {
    int star = value.indexOf('*');
    if (value.isEmpty()
        || value.length() > MAX_LENGTH
        || (star >= 0 && star != value.length() - 1)) {
      throw new IllegalArgumentException("A user pattern has one * at most, at its end");
    }
  }

  /** Whether the user is one of them; takes time in proportion to the pattern's length. */
  public boolean matches(UserId user) {
    return matches(user.value());
  }

  /** Whether every user of the other pattern is one of these. */
  boolean covers(UserPattern other) {
    return matches(other.value);
  }

  private boolean matches(String text) {
    int last = value.length() - 1;
    return value.charAt(last) == '*' ? text.regionMatches(0, value, 0, last) : text.equals(value);
  }
}
