package dev.acsgateway.redis;

import dev.acsgateway.identity.Identity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/**
 * Names an identity in the owner index: base64url of SHA-256, cut to the length of a user's hash.
 * ACS does not tell upper from lower case in an identity, so neither does the digest.
 */
final class IdentityDigest {
  private static final int LENGTH = 22;

  private IdentityDigest() {}

  static String of(Identity identity) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(identity.id().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
