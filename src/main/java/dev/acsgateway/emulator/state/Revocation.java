package dev.acsgateway.emulator.state;

import org.jspecify.annotations.Nullable;

/**
 * One revocation of an identity's tokens.
 *
 * @param validFrom epoch seconds: tokens issued before it are revoked
 * @param effectiveAt epoch milliseconds: from when that is so, since revocation may spread slowly
 * @param earlier the revocation before this one, as long as it can still matter
 */
public record Revocation(long validFrom, long effectiveAt, @Nullable Revocation earlier) {

  /** Whether a token issued at {@code issuedAt} (epoch seconds) is revoked at {@code now} (ms). */
  boolean covers(long issuedAt, long now) {
    for (Revocation each = this; each != null; each = each.earlier) {
      if (each.effectiveAt <= now && issuedAt < each.validFrom) {
        return true;
      }
    }
    return false;
  }

  /** This revocation as the past of a new one; {@code null} when the new one says all it says. */
  @Nullable Revocation before(long newValidFrom, long newEffectiveAt) {
    return newEffectiveAt <= effectiveAt && newValidFrom >= validFrom ? null : this;
  }
}
