package dev.acsgateway.redis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSON object as text, with its signature as the last field: gateways from before there were
 * signatures read it, too.
 *
 * @param text the object without its signature, byte for byte as it was signed
 * @param signature empty for none
 */
record SignedText(String text, String signature) {
  private static final Pattern SIGNED =
      Pattern.compile("(\\{.*),\"mac\":\"([A-Za-z0-9_-]+)\"\\}", Pattern.DOTALL);

  /** The inverse of {@link #toString()}. */
  static SignedText parse(String stored) {
    Matcher matcher = SIGNED.matcher(stored);
    return matcher.matches()
        ? new SignedText(matcher.group(1) + "}", matcher.group(2))
        : new SignedText(stored, "");
  }

  @Override
  public String toString() {
    return signature.isEmpty()
        ? text
        : text.substring(0, text.length() - 1) + ",\"mac\":\"" + signature + "\"}";
  }
}
