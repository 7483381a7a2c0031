package dev.acsgateway.acs;

import dev.acsgateway.config.Secret;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads {@code endpoint=https://…;accesskey=…} as the Azure portal hands it out. The SDKs' own
 * parsers are not used, since they quote the parts that they do not understand.
 */
final class ConnectionString {
  private static final String FORM = "must look like endpoint=https://...;accesskey=...";

  private ConnectionString() {}

  /**
   * @throws IllegalArgumentException with a message that shows nothing of the text
   */
  static AcsAccount parse(Secret text) {
    Map<String, String> parts = new TreeMap<>();
    String trimmed = text.value().strip().replaceFirst(";$", "");
    for (String part : trimmed.split(";", -1)) {
      String[] pair = part.split("=", 2);
      if (pair.length != 2
          || parts.put(pair[0].strip().toLowerCase(Locale.ROOT), pair[1].strip()) != null) {
        throw new IllegalArgumentException(FORM);
      }
    }
    String endpoint = parts.remove("endpoint");
    String accessKey = parts.remove("accesskey");
    if (endpoint == null || accessKey == null || !parts.isEmpty()) {
      throw new IllegalArgumentException(FORM);
    }
    try {
      return AcsAccount.of(endpoint, new AccessKey(new Secret(accessKey)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(FORM + ", with an https origin and a base64 key", e);
    }
  }
}
