package dev.acsgateway.authentication;

import java.util.random.RandomGenerator;

/** Digits and letters: what a double click selects and no encoding changes. */
final class Base62 {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final boolean[] IS_DIGIT = new boolean[1 << Byte.SIZE];

  static {
    DIGITS.chars().forEach(digit -> IS_DIGIT[digit] = true);
  }

  private Base62() {}

  /** The number, which is not negative, with leading zeros up to {@code length}. */
  static String write(long number, int length) {
    char[] digits = new char[length];
    long rest = number;
    for (int i = length - 1; i >= 0; i--) {
      digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
      rest /= DIGITS.length();
    }
    return new String(digits);
  }

  /** Whether the text has this number there, as {@link #write} writes it. */
  static boolean isAt(byte[] text, int from, long number, int length) {
    long rest = number;
    for (int i = from + length - 1; i >= from; i--) {
      if (text[i] != DIGITS.charAt((int) (rest % DIGITS.length()))) {
        return false;
      }
      rest /= DIGITS.length();
    }
    return true;
  }

  static String random(RandomGenerator random, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return text.toString();
  }

  static boolean isAll(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c >= IS_DIGIT.length || !IS_DIGIT[c]) {
        return false;
      }
    }
    return true;
  }
}
