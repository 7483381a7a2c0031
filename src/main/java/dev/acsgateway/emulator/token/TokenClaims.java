package dev.acsgateway.emulator.token;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What an access token says.
 *
 * @param identity the raw id of whom it speaks for, such as {@code 8:acs:<resource>_<guid>}
 * @param scopes what it allows, in the order asked for; empty for a Teams user
 * @param resource the resource that issued it
 * @param keySerial the access key that its issue was signed with, {@link #BEARER} for none
 * @param issuedAt epoch seconds
 * @param expiresAt epoch seconds; the token is dead from this second on
 */
public record TokenClaims(
    String identity,
    List<String> scopes,
    UUID resource,
    int keySerial,
    long issuedAt,
    long expiresAt) {
  /** Stands for an issue that an Entra bearer token allowed, which no key regeneration ends. */
  public static final int BEARER = 100;

  public TokenClaims {
    scopes = List.copyOf(scopes);
    Objects.requireNonNull(resource);
    if (!identity.matches("8:[A-Za-z0-9:_-]+")) {
      throw new IllegalArgumentException("not a raw identity id: " + identity);
    }
    if (expiresAt <= 0) {
      throw new IllegalArgumentException("a token expires after 1970");
    }
  }
}
