package dev.acsgateway.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests as the SDKs do, with none of the emulator's code.
 *
 * @param key the Base64 access key
 * @param dateHeader {@code date} or {@code x-ms-date}
 */
record Signer(String key, String dateHeader) {
  private static final DateTimeFormatter RFC_1123 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  Signer(String key) {
    this(key, "x-ms-date");
  }

  static String date(Instant now) {
    return RFC_1123.format(now);
  }

  /** The headers to send, in lower case. */
  Map<String, String> headers(String verb, String target, String host, String date, String body) {
    String hash = hash(body);
    String text = verb + "\n" + target + "\n" + date + ";" + host + ";" + hash;
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(dateHeader, date);
    headers.put("host", host);
    headers.put("x-ms-content-sha256", hash);
    headers.put(
        "authorization",
        "HMAC-SHA256 SignedHeaders="
            + dateHeader
            + ";host;x-ms-content-sha256&Signature="
            + signature(text));
    return headers;
  }

  static String hash(String body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  String signature(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
