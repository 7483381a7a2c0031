package dev.acsgateway.identity;

import dev.acsgateway.failure.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The application's own name for a user: 1 to {@value #MAX_LENGTH} characters, none of them a
 * control character.
 */
public final class UserId {
  /** The longest name, in UTF-16 code units. */
  public static final int MAX_LENGTH = 256;

  /** Characters of {@link #hash()}: 132 bits of SHA-256. */
  public static final int HASH_LENGTH = 22;

  private final String value;

  /** Made when first asked for, by any thread: all make the same. */
  private @Nullable String hash;

  /**
   * @param value the name, exactly as the application writes it
   * @throws InvalidRequest when the name is empty, too long, or holds a control character or an
   *     unpaired surrogate
   */
  public UserId(String value) {
    if (value.isEmpty()) {
      throw new InvalidRequest("userId", "The user id is empty; 1 to 256 characters are allowed.");
    }
    if (value.length() > MAX_LENGTH) {
      throw new InvalidRequest(
          "userId", "The user id has " + value.length() + " characters; 1 to 256 are allowed.");
    }
    if (holdsForbidden(value)) {
      throw new InvalidRequest(
          "userId", "The user id holds a control character or is not valid Unicode.");
    }
    this.value = value;
  }

  private static boolean holdsForbidden(String value) {
    int i = 0;
    while (i < value.length()) {
      int codePoint = value.codePointAt(i);
      if (isForbidden(codePoint)) {
        return true;
      }
      i += Character.charCount(codePoint);
    }
    return false;
  }

  private static boolean isForbidden(int codePoint) {
    return Character.isISOControl(codePoint)
        || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
  }

  /** The name, exactly as the application writes it. */
  public String value() {
    return value;
  }

  /**
   * A name of fixed length for keys and logs: base64url of SHA-256, cut to {@value #HASH_LENGTH}
   * characters. It tells nothing about the user and cannot inject anything into a key.
   */
  public String hash() {
    String made = hash;
    if (made == null) {
      made = makeHash();
      hash = made;
    }
    return made;
  }

  private String makeHash() {
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

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UserId user && value.equals(user.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "UserId[" + hash() + "]";
  }
}
