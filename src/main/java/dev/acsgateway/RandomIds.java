package dev.acsgateway;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Makes names that are unique among all nodes: 128 random bits in hex. */
final class RandomIds implements Supplier<String> {
  private static final int BYTES = 16;

  private final SecureRandom random;

  RandomIds(SecureRandom random) {
    this.random = random;
  }

  @Override
  public String get() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
