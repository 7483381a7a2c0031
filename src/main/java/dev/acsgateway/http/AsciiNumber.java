package dev.acsgateway.http;

import io.netty.util.AsciiString;

/**
 * Writes header values that end in a number. As bytes: a text would be made, checked and encoded
 * character by character for each answer.
 */
final class AsciiNumber {
  private static final byte[] NOTHING = {};
  private static final int BASE = 10;

  private AsciiNumber() {}

  /** The number, which is not negative, in decimal. */
  static AsciiString of(long number) {
    return after(NOTHING, number);
  }

  /** The same after other characters, all ASCII. */
  static AsciiString after(byte[] before, long number) {
    byte[] value = new byte[before.length + digits(number)];
    System.arraycopy(before, 0, value, 0, before.length);
    long rest = number;
    for (int i = value.length - 1; i >= before.length; i--) {
      value[i] = (byte) ('0' + rest % BASE);
      rest /= BASE;
    }
    return new AsciiString(value, false);
  }

  private static int digits(long number) {
    int digits = 1;
    for (long rest = number / BASE; rest > 0; rest /= BASE) {
      digits++;
    }
    return digits;
  }
}
