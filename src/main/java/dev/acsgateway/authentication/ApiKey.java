package dev.acsgateway.authentication;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * An API key as the gateway keeps it.
 *
 * @param id names the key: 1 to 32 letters and digits
 * @param hash SHA-256 of the secret part
 * @param superseded the secret before the latest rotation, while it still counts
 * @param grant what its holder may do
 * @param createdAt when it was made; empty for a key of the configuration
 * @param expiresAt when it stops being valid; empty means never
 * @param description for the operator
 */
public record ApiKey(
    String id,
    Sha256 hash,
    Optional<Superseded> superseded,
    Grant grant,
    Optional<Instant> createdAt,
    Optional<Instant> expiresAt,
    String description) {

  /** The longest description. */
  public static final int MAX_DESCRIPTION = 256;

  /**
   * @throws IllegalArgumentException when the id is not well formed
   */
  public ApiKey {
    if (!ApiKeyFormat.isId(id)) {
      throw new IllegalArgumentException("A key id has 1 to 32 letters and digits");
    }
  }

  /** A key of the configuration. */
  public ApiKey(
      String id, Sha256 hash, Grant grant, Optional<Instant> expiresAt, String description) {
    this(id, hash, Optional.empty(), grant, Optional.empty(), expiresAt, description);
  }

  /**
   * A secret that was replaced.
   *
   * @param hash its SHA-256
   * @param until when it stops being valid
   */
  public record Superseded(Sha256 hash, Instant until) {}

  /** The same key with another secret; the one it had goes on counting until then. */
  ApiKey rotated(Sha256 newHash, Instant oldUntil) {
    return new ApiKey(
        id,
        newHash,
        Optional.of(new Superseded(hash, oldUntil)),
        grant,
        createdAt,
        expiresAt,
        description);
  }

  /**
   * Whether this is the digest of a secret that counts; takes the same time wherever it differs.
   */
  boolean isOpenedBy(Sha256 presented, InstantSource clock) {
    boolean isCurrent = hash.matches(presented);
    boolean wasCurrent = superseded.map(old -> old.hash().matches(presented)).orElse(false);
    return isCurrent || (wasCurrent && clock.instant().isBefore(superseded.orElseThrow().until()));
  }

  /** Whether the key has expired by now. */
  boolean isExpired(InstantSource clock) {
    return expiresAt.isPresent() && !clock.instant().isBefore(expiresAt.get());
  }
}
