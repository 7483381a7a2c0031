package dev.acsgateway.identity;

import dev.acsgateway.failure.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The application's own name for a user: 1 to 256 characters, none of them a control character.
 *
 * @param value the name, exactly as the application writes it
 */
public record UserId(String value) {
  /** The longest name, in UTF-16 code units. */
  public static final int MAX_LENGTH = 256;

  /** Characters of {@link #hash()}: 132 bits of SHA-256. */
  public static final int HASH_LENGTH = 22;

  /**
   * @throws InvalidRequest when the name is empty, too long, or holds a control character or an
   *     unpaired surrogate
   */
  public UserId {
    if (value.isEmpty()) {
      throw new InvalidRequest("userId", "The user id is empty; 1 to 256 characters are allowed.");
    }
    if (value.length() > MAX_LENGTH) {
      throw new InvalidRequest(
          "userId", "The user id has " + value.length() + " characters; 1 to 256 are allowed.");
    }
    if (value.codePoints().anyMatch(UserId::isForbidden)) {
      throw new InvalidRequest(
          "userId", "The user id holds a control character or is not valid Unicode.");
    }
  }

  private static boolean isForbidden(int codePoint) {
    return Character.isISOControl(codePoint)
        || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
  }

  /**
   * A name of fixed length for keys and logs: base64url of SHA-256, cut to {@value #HASH_LENGTH}
   * characters. It tells nothing about the user and cannot inject anything into a key.
   */
  public String hash() {
    byte[] digest = sha256(value.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, HASH_LENGTH);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
