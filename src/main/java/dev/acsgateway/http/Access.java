package dev.acsgateway.http;

import dev.acsgateway.authentication.Permission;

/**
 * Who may use a route. There is no third case, and no guarded route without both a permission and
 * what a confined caller gets: a route that lacks one does not compile.
 */
public sealed interface Access {

  /** Anyone, without a credential. */
  record Public() implements Access {}

  /** Callers with this permission; those who are confined to some users, as far as it says. */
  record Requires(Permission permission, Confinement confinement) implements Access {}

  /** What a caller gets who may not act for every user. */
  enum Confinement {
    /** 403, before the route's handler: it is about every user, or about what all share. */
    REFUSED("refused"),
    /** What concerns the caller's users, and nothing else: the handler sees to it. */
    FILTERED("filtered"),
    /** What concerns the one user whom the credential speaks for. */
    OWN_USER("own-user");

    private final String value;

    Confinement(String value) {
      this.value = value;
    }

    /** As the contract writes it. */
    String value() {
      return value;
    }
  }
}
