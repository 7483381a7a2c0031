package dev.acsgateway.authentication;

/** What a caller may do. Every route names the one it needs; default is deny. */
public enum Permission {
  TOKENS_ISSUE("tokens:issue"),
  /** A token for the caller's own user only: what a frontend's JWT grants. */
  TOKENS_ISSUE_SELF("tokens:issue:self"),
  TOKENS_REVOKE("tokens:revoke"),
  USERS_READ("users:read"),
  USERS_DELETE("users:delete"),
  CLEANUP_RUN("cleanup:run"),
  CLEANUP_READ("cleanup:read"),
  KEYS_MANAGE("keys:manage"),
  /** Puts the other access key of ACS in use, which concerns every user. */
  ACCESS_KEY_ROTATE("access-key:rotate"),
  LEDGER_READ("ledger:read"),
  LEDGER_WRITE("ledger:write"),
  AUDIT_READ("audit:read");

  private final String value;

  Permission(String value) {
    this.value = value;
  }

  /** The permission as it is written in configuration and answers. */
  public String value() {
    return value;
  }

  /**
   * The inverse of {@link #value()}.
   *
   * @throws IllegalArgumentException when there is no such permission
   */
  public static Permission of(String value) {
    for (Permission permission : values()) {
      if (permission.value.equals(value)) {
        return permission;
      }
    }
    throw new IllegalArgumentException("unknown permission " + value);
  }
}
