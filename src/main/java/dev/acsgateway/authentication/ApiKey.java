package dev.acsgateway.authentication;

import java.time.Instant;
import java.util.Optional;

/**
 * An API key as the gateway keeps it.
 *
 * @param id names the key: 1 to 32 letters and digits
 * @param hash SHA-256 of the secret part
 * @param grant what its holder may do
 * @param expiresAt when it stops being valid; empty means never
 * @param description for the operator
 */
public record ApiKey(
    String id, Sha256 hash, Grant grant, Optional<Instant> expiresAt, String description) {

  /**
   * @throws IllegalArgumentException when the id is not well formed
   */
  public ApiKey {
    if (!ApiKeyFormat.isId(id)) {
      throw new IllegalArgumentException("A key id has 1 to 32 letters and digits");
    }
  }

  /** Whether the key has expired at this instant. */
  public boolean isExpired(Instant now) {
    return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
  }
}
