package dev.acsgateway.emulator.authentication;

import java.util.Set;

/**
 * Which Entra ID bearer tokens open the emulator. They are opaque to it: it has no way to check
 * what Microsoft signed. They act on the first resource.
 */
public sealed interface BearerPolicy {

  /** Whether this token opens the emulator. */
  boolean accepts(String token);

  /** No bearer token is good: 401. */
  static BearerPolicy refuse() {
    return new Exactly(Set.of());
  }

  /** Any token that is not blank is good. */
  static BearerPolicy acceptAny() {
    return new Any();
  }

  /** Just these tokens are good. */
  static BearerPolicy accept(Set<String> tokens) {
    return new Exactly(tokens);
  }

  /** See {@link #acceptAny()}. */
  record Any() implements BearerPolicy {
    @Override
    public boolean accepts(String token) {
      return !token.isBlank();
    }
  }

  /** See {@link #accept(Set)}; leaves the tokens out of its text. */
  record Exactly(Set<String> tokens) implements BearerPolicy {
    public Exactly {
      tokens = Set.copyOf(tokens);
    }

    @Override
    public boolean accepts(String token) {
      return tokens.contains(token);
    }

    @Override
    public String toString() {
      return "Exactly[" + tokens.size() + " tokens]";
    }
  }
}
