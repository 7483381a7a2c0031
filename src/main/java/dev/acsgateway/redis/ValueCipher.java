package dev.acsgateway.redis;

import java.util.Optional;

/** Seals the values that are kept in Redis, and binds each to its key. */
interface ValueCipher {

  /** The value as it is stored under {@code key}. */
  byte[] seal(byte[] plain, byte[] key);

  /**
   * The inverse of {@link #seal}; empty when the value was not sealed for this key by one of ours.
   */
  Optional<byte[]> open(byte[] sealed, byte[] key);

  /** Keeps values as they are. */
  static ValueCipher none() {
    return new ValueCipher() {
      @Override
      public byte[] seal(byte[] plain, byte[] key) {
        return plain;
      }

      @Override
      public Optional<byte[]> open(byte[] sealed, byte[] key) {
        return Optional.of(sealed);
      }
    };
  }
}
