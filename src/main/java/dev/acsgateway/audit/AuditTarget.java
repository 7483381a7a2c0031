package dev.acsgateway.audit;

import dev.acsgateway.identity.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What something was done to: {@code user:<hash>}, {@code cleanup:<id>}.
 *
 * @param value a kind, a colon and a name
 */
public record AuditTarget(String value) {
  private static final String DIGEST = "sha256-";

  /** A user, by the hash that the ledger's keys carry too. */
  public static AuditTarget user(UserId user) {
    return new AuditTarget("user:" + user.hash());
  }

  /** A thing that the gateway itself gave this name. */
  public static AuditTarget known(String kind, String name) {
    return new AuditTarget(kind + ":" + name);
  }

  /**
   * A thing that somebody called so. The name may be a slip, somebody's user id or a secret, so
   * only its digest is kept: enough to tell whether it was a certain one.
   */
  public static AuditTarget claimed(String kind, String name) {
    byte[] digest = sha256(name.getBytes(StandardCharsets.UTF_8));
    return new AuditTarget(
        kind + ":" + DIGEST + Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
