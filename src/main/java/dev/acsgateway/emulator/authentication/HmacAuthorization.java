package dev.acsgateway.emulator.authentication;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A parsed {@code Authorization: HMAC-SHA256 SignedHeaders=a;b;c&Signature=…} header.
 *
 * @param signedHeaders lower-case names in the order in which their values were signed
 * @param signature Base64 as received
 */
record HmacAuthorization(List<String> signedHeaders, String signature) {
  private static final String SCHEME = "HMAC-SHA256 ";

  HmacAuthorization {
    signedHeaders = List.copyOf(signedHeaders);
  }

  /**
   * Empty when the header is of another form. An old form that repeats the scheme's parameters with
   * {@code Credential=} is not spoken by any ACS SDK and counts as another form.
   */
  static Optional<HmacAuthorization> parse(String header) {
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    String[] parts = header.substring(SCHEME.length()).split("&", 2);
    if (parts.length != 2
        || !parts[0].startsWith("SignedHeaders=")
        || !parts[1].startsWith("Signature=")) {
      return Optional.empty();
    }
    String names = parts[0].substring("SignedHeaders=".length()).toLowerCase(Locale.ROOT);
    return Optional.of(
        new HmacAuthorization(
            List.of(names.split(";", -1)), parts[1].substring("Signature=".length())));
  }
}
