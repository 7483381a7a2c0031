package dev.acsgateway.emulator.state;

import java.util.Base64;
import java.util.Objects;

/**
 * An access key of a resource.
 *
 * @param slot which of the two it is
 * @param serial never used twice in one emulator; names the key in the tokens made with it
 * @param secret what a connection string carries: Base64 of 64 bytes
 */
public record AccessKey(KeySlot slot, int serial, String secret) {
  public AccessKey {
    Objects.requireNonNull(slot);
    if (serial <= 100) {
      throw new IllegalArgumentException("serials start at 101");
    }
    if (Base64.getDecoder().decode(secret).length == 0) {
      throw new IllegalArgumentException("an access key is not empty");
    }
  }

  /** Leaves the secret out. */
  @Override
  public String toString() {
    return "AccessKey[" + slot + ", serial=" + serial + "]";
  }
}
