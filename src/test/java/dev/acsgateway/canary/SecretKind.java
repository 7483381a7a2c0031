package dev.acsgateway.canary;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What must never be seen in a log, by its looks. */
public enum SecretKind {
  /** A signed or unsigned JWT: tokens of ACS, of Entra ID and of a user's own issuer. */
  JWT("eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\."),
  /** An API key of the gateway. */
  API_KEY("acsgw_[a-z0-9-]+_[A-Za-z0-9]{32,}"),
  /** The access key of an ACS resource, as a connection string carries it. */
  ACCESS_KEY("(?i)accesskey=[A-Za-z0-9+/]{16,}"),
  /** The signature that an access key makes, which is good for one request. */
  ACCESS_KEY_SIGNATURE("HMAC-SHA256 .*Signature=[A-Za-z0-9+/]{16,}"),
  /** The keyset that encrypts cached tokens. */
  KEYSET("\"primaryKeyId\"\\s*:.*\"value\"\\s*:");

  private final Pattern looks;

  SecretKind(String looks) {
    this.looks = Pattern.compile(looks);
  }

  /** The kind of the first secret in a text. */
  public static Optional<SecretKind> in(String text) {
    return Arrays.stream(values()).filter(kind -> kind.looks.matcher(text).find()).findFirst();
  }
}
