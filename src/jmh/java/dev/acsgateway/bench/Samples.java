package dev.acsgateway.bench;

import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.token.CachedToken;
import dev.acsgateway.token.TokenKey;
import java.time.Duration;
import java.time.Instant;

/** What benchmarks work on: of the size and form that ACS gives it. */
public final class Samples {
  /** As long as the tokens that ACS makes for two scopes. */
  private static final int TOKEN_LENGTH = 780;

  /** When the samples were made; they are good for a day. */
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private Samples() {}

  /** The name of a cached token of a user, for the scopes that most ask for. */
  public static TokenKey key(String user) {
    return new TokenKey(new UserId(user), TokenScopes.of("chat", "voip"), TokenLifetime.DEFAULT);
  }

  /** A cached token. */
  public static CachedToken token() {
    return new CachedToken(
        new Identity(
            "8:acs:1b5cc06b-f352-4571-b1e6-d9ac8ee48a14_0000000a-a1b2-c3d4-e5f6-0123456789ab"),
        new AccessToken(
            "eyJhbGciOiJSUzI1NiIs".repeat(TOKEN_LENGTH / 20), NOW.plus(Duration.ofDays(1))),
        NOW,
        7,
        "0123456789abcdef");
  }
}
