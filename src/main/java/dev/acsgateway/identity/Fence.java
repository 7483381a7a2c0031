package dev.acsgateway.identity;

import java.time.Instant;

/**
 * The right to revoke or delete one identity. While it stands, no flight of an older epoch can
 * land.
 *
 * @param user whose identity it is
 * @param identity the identity to revoke or delete
 * @param epoch the user's epoch from the fence on
 * @param nonce names the holder, so that only it can lift the fence
 * @param until when it may have run out, by this gateway's clock; then others may have gone on
 * @param shared whether another user owns this identity, too, as an import of an earlier version
 *     could cause; then a deletion must not reach ACS
 */
public record Fence(
    UserId user, Identity identity, long epoch, String nonce, Instant until, boolean shared) {

  /** The same fence around an identity that another user owns, too. */
  public Fence sharing() {
    return new Fence(user, identity, epoch, nonce, until, true);
  }
}
