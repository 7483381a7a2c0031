package dev.acsgateway.emulator.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Everything that looks random in the emulator, derived from one seed: the same seed and label
 * always give the same bytes. Safe for use by any thread.
 *
 * @param seed any number
 */
public record SeededBytes(long seed) {

  /** 64 bytes that depend on the seed, {@code label} and {@code ordinal} alone. */
  public byte[] block(String label, long ordinal) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-512");
      digest.update(ByteBuffer.allocate(16).putLong(seed).putLong(ordinal).array());
      return digest.digest(label.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-512 or is unfit", e);
    }
  }

  /** A UUID of version 4's shape. */
  public UUID uuid(String label, long ordinal) {
    ByteBuffer bytes = ByteBuffer.wrap(block(label, ordinal));
    long high = (bytes.getLong() & ~0xf000L) | 0x4000L;
    long low = (bytes.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }
}
