package dev.acsgateway.http;

import dev.acsgateway.authentication.Permission;

/** Who may use a route. There is no third case: a route without one does not compile. */
public sealed interface Access {

  /** Anyone, without a credential. */
  record Public() implements Access {}

  /** Callers with this permission. */
  record Requires(Permission permission) implements Access {}
}
