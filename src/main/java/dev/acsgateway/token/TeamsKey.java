package dev.acsgateway.token;

import dev.acsgateway.identity.TeamsUser;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Names the token that one Entra ID token was exchanged for, without telling either: whoever shows
 * the same Entra token for the same application and user has shown it to ACS before, at the same
 * endpoint: what another resource gave is not to be found.
 *
 * @param digest base64url of SHA-256 over the four, each with its length before it
 */
public record TeamsKey(String digest) {

  /**
   * The key of what this user's Entra token is exchanged for.
   *
   * @param endpoint where ACS is: a host with its port
   */
  public static TeamsKey of(String endpoint, TeamsUser user) {
    MessageDigest sha256 = sha256();
    update(sha256, endpoint);
    update(sha256, user.entraToken());
    update(sha256, user.appId());
    update(sha256, user.userId());
    return new TeamsKey(Base64.getUrlEncoder().withoutPadding().encodeToString(sha256.digest()));
  }

  /** With lengths, so that no two different lists look alike. */
  private static void update(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
