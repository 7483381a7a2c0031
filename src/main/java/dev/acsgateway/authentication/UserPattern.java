package dev.acsgateway.authentication;

import dev.acsgateway.identity.UserId;

/**
 * The users that a key may act for: one user id, or all that begin alike, for example {@code
 * tenant-a:*}, or {@code *} for everyone.
 *
 * @param value a user id, or a beginning followed by one {@code *}
 */
public record UserPattern(String value) {
  /** Every user. */
  public static final UserPattern ANY = new UserPattern("*");

  /**
   * @throws IllegalArgumentException when it is empty or has a {@code *} before its end
   */
  public UserPattern {
    int star = value.indexOf('*');
    if (value.isEmpty() || (star >= 0 && star != value.length() - 1)) {
      throw new IllegalArgumentException("A user pattern has one * at most, at its end");
    }
  }

  /** Whether the user is one of them. */
  public boolean matches(UserId user) {
    int last = value.length() - 1;
    return value.charAt(last) == '*'
        ? user.value().regionMatches(0, value, 0, last)
        : user.value().equals(value);
  }
}
