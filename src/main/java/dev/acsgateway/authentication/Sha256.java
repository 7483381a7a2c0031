package dev.acsgateway.authentication;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A SHA-256 digest as a value: how secrets are kept and verified tokens remembered. Equality takes
 * the same time wherever two digests differ.
 */
public record Sha256(long a, long b, long c, long d) {
  private static final int BYTES = 32;

  /** Copied for every digest: to ask the providers for it each time takes longer than to hash. */
  private static final MessageDigest EMPTY = algorithm();

  static Sha256 of(byte[] bytes, int offset, int length) {
    MessageDigest digest = copyOfEmpty();
    digest.update(bytes, offset, length);
    return of(digest.digest());
  }

  private static Sha256 of(byte[] digest) {
    ByteBuffer buffer = ByteBuffer.wrap(digest);
    return new Sha256(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
  }

  /**
   * The digest written so.
   *
   * @param text 64 hexadecimal digits, or base64 or base64url of the 32 bytes
   * @throws IllegalArgumentException when it is neither
   */
  public static Sha256 parse(String text) {
    byte[] bytes =
        text.length() == 2 * BYTES
            ? HexFormat.of().parseHex(text)
            : Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("not 32 bytes");
    }
    return of(bytes);
  }

  /** The digest as 64 lower-case hexadecimal digits. */
  public String toHex() {
    byte[] bytes = ByteBuffer.allocate(BYTES).putLong(a).putLong(b).putLong(c).putLong(d).array();
    return HexFormat.of().formatHex(bytes);
  }

  /** Whether the two are equal, found out in constant time. */
  boolean matches(Sha256 other) {
    return ((a ^ other.a) | (b ^ other.b) | (c ^ other.c) | (d ^ other.d)) == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sha256 that && matches(that);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(a);
  }

  private static MessageDigest copyOfEmpty() {
    try {
      return (MessageDigest) EMPTY.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The SHA-256 of every JDK can be copied", e);
    }
  }

  private static MessageDigest algorithm() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
