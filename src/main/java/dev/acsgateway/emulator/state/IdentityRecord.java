package dev.acsgateway.emulator.state;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one identity; about a hundred bytes, so that millions fit.
 *
 * @param ordinal the how-manieth identity of its resource it is, from 0
 * @param createdAt epoch milliseconds
 * @param issueFloor epoch seconds: the earliest {@code iat} that a new token may carry
 * @param revocation the latest revocation, if there was one
 * @param deletedAt epoch milliseconds, {@link #ALIVE} while it is not deleted
 */
public record IdentityRecord(
    long ordinal,
    long createdAt,
    long issueFloor,
    @Nullable Revocation revocation,
    long deletedAt) {
  /** The {@code deletedAt} of an identity that is not deleted. */
  public static final long ALIVE = Long.MAX_VALUE;

  static IdentityRecord created(long ordinal, long now) {
    return new IdentityRecord(ordinal, now, 0, null, ALIVE);
  }

  /** Whether it is not deleted. */
  public boolean alive() {
    return deletedAt == ALIVE;
  }

  /** The {@code iat} (epoch seconds) of a token issued at {@code now} (epoch milliseconds). */
  public long issuedAt(long now) {
    return Math.max(Math.floorDiv(now, 1000), issueFloor);
  }

  /** Whether a token issued at {@code issuedAt} (epoch seconds) is revoked at {@code now} (ms). */
  public boolean revoked(long issuedAt, long now) {
    return revocation != null && revocation.covers(issuedAt, now);
  }

  /**
   * Revokes every token issued so far. A token's {@code iat} knows seconds only, so tokens issued
   * from now on carry at least the next second: thus the token before and the token after a
   * revocation are told apart even within one second.
   */
  IdentityRecord revokedNow(long now, long effectiveAt) {
    long validFrom = issuedAt(now) + 1;
    return new IdentityRecord(
        ordinal, createdAt, validFrom, after(validFrom, effectiveAt), deletedAt);
  }

  /**
   * Revokes every token issued before {@code validFrom} (epoch milliseconds), as the preview API
   * asks. An instant within the current second means now; one in the future also covers the tokens
   * issued until then.
   */
  IdentityRecord revokedBefore(long validFrom, long now, long effectiveAt) {
    if (Math.floorDiv(validFrom, 1000) == Math.floorDiv(now, 1000)) {
      return revokedNow(now, effectiveAt);
    }
    long seconds = -Math.floorDiv(-validFrom, 1000);
    return new IdentityRecord(
        ordinal, createdAt, issueFloor, after(seconds, effectiveAt), deletedAt);
  }

  IdentityRecord deleted(long now) {
    return new IdentityRecord(ordinal, createdAt, issueFloor, revocation, now);
  }

  private Revocation after(long validFrom, long effectiveAt) {
    Revocation earlier = revocation == null ? null : revocation.before(validFrom, effectiveAt);
    return new Revocation(validFrom, effectiveAt, earlier);
  }
}
