package dev.acsgateway.emulator.control;

import dev.acsgateway.emulator.token.TokenClaims;
import java.util.Objects;
import java.util.Optional;

/**
 * What the emulator knows of a token at one instant of its clock.
 *
 * @param state whether it is good
 * @param claims whom it is for, what it allows and how long; empty if it is no token of this
 *     emulator
 */
public record Introspection(TokenState state, Optional<TokenClaims> claims) {
  public Introspection {
    Objects.requireNonNull(state);
    Objects.requireNonNull(claims);
  }

  /** Whether ACS would honour it. */
  public boolean active() {
    return state == TokenState.ACTIVE;
  }
}
