package dev.acsgateway.emulator.control;

import dev.acsgateway.emulator.state.AcsResource;
import dev.acsgateway.emulator.state.EmulatorState;
import dev.acsgateway.emulator.state.IdentityRecord;
import dev.acsgateway.emulator.token.TokenClaims;
import dev.acsgateway.emulator.token.TokenCodec;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Judges tokens as ACS's chat and calling services would, at the emulator's clock. */
public final class TokenInspector {
  private static final String TEAMS_USER = "8:orgid:";

  private final EmulatorState state;
  private final TokenCodec tokens;
  private final InstantSource clock;

  public TokenInspector(EmulatorState state, TokenCodec tokens, InstantSource clock) {
    this.state = state;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Judges any text. */
  public Introspection introspect(String token) {
    return tokens
        .read(token)
        .map(claims -> new Introspection(judge(claims, clock.millis()), Optional.of(claims)))
        .orElseGet(() -> new Introspection(TokenState.UNKNOWN, Optional.empty()));
  }

  private TokenState judge(TokenClaims claims, long now) {
    AcsResource resource = state.resource(claims.resource()).orElse(null);
    if (resource == null) {
      return TokenState.UNKNOWN;
    }
    if (!claims.identity().startsWith(TEAMS_USER)) {
      Optional<UUID> guid = resource.guid(claims.identity());
      IdentityRecord identity = guid.flatMap(resource::find).orElse(null);
      if (identity == null) {
        return TokenState.UNKNOWN;
      }
      if (!identity.alive()) {
        return TokenState.DELETED;
      }
      if (identity.revoked(claims.issuedAt(), now)) {
        return TokenState.REVOKED;
      }
    }
    if (claims.keySerial() != TokenClaims.BEARER && !resource.holdsKey(claims.keySerial())) {
      return TokenState.REVOKED;
    }
    return now < claims.expiresAt() * 1000 ? TokenState.ACTIVE : TokenState.EXPIRED;
  }
}
