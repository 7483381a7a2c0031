package dev.acsgateway.acs;

import dev.acsgateway.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * One of the two access keys of an ACS resource.
 *
 * @param value the key as the Azure portal shows it: base64
 */
public record AccessKey(Secret value) implements AcsCredential {
  private static final int FINGERPRINT_BYTES = 4;

  /**
   * @throws IllegalArgumentException when the value is empty or not base64; the message does not
   *     show it
   */
  public AccessKey {
    if (!isBase64(value.value())) {
      throw new IllegalArgumentException("is not base64");
    }
  }

  /** The first 8 hexadecimal digits of the key's SHA-256. */
  @Override
  public String fingerprint() {
    byte[] digest = sha256(value.value().getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
  }

  private static boolean isBase64(String text) {
    try {
      return Base64.getDecoder().decode(text).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
