package dev.acsgateway.emulator.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.emulator.state.EmulatorState;
import dev.acsgateway.emulator.state.KeySlot;
import dev.acsgateway.emulator.state.StateSink;
import dev.acsgateway.emulator.token.SeededBytes;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A valid request with one byte changed, removed or added anywhere that matters is refused. */
class SignatureMutationTest {
  private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");
  private static final EmulatorState STATE =
      new EmulatorState(new SeededBytes(7), 2, StateSink.none());
  private static final RequestAuthenticator AUTHENTICATOR =
      new RequestAuthenticator(STATE, BearerPolicy.refuse(), InstantSource.fixed(NOW));

  /** Every part of a request that decides its meaning, as text. */
  private static Map<String, String> valid() throws Exception {
    String body = "{\"scopes\":[\"chat\"],\"expiresInMinutes\":60}";
    String target = "/identities/8%3Aacs%3A0/:issueAccessToken?api-version=2023-10-01";
    String date = "Wed, 01 Jul 2026 10:00:00 GMT";
    String host = "127.0.0.1:8443";
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    String hash = Base64.getEncoder().encodeToString(digest.digest(utf8(body)));
    Mac mac = Mac.getInstance("HmacSHA256");
    String key = STATE.resources().getFirst().key(KeySlot.SECONDARY).secret();
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
    String text = "POST\n" + target + "\n" + date + ";" + host + ";" + hash;
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("method", "POST");
    parts.put("target", target);
    parts.put("body", body);
    parts.put("x-ms-date", date);
    parts.put("host", host);
    parts.put("x-ms-content-sha256", hash);
    parts.put(
        "authorization",
        "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature="
            + Base64.getEncoder().encodeToString(mac.doFinal(utf8(text))));
    return parts;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Authentication authenticate(Map<String, String> parts) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    parts.forEach(
        (name, value) -> {
          if (!name.equals("method") && !name.equals("target") && !name.equals("body")) {
            headers.add(name, value);
          }
        });
    return AUTHENTICATOR.authenticate(
        new SignedRequest(
            parts.getOrDefault("method", ""),
            parts.getOrDefault("target", ""),
            headers,
            Buffer.buffer(parts.getOrDefault("body", ""))));
  }

  @Property(tries = 1000)
  void acceptsNoMutationThatChangesTheMeaning(
      @ForAll @IntRange(max = 6) int part,
      @ForAll @IntRange(max = 10_000) int position,
      @ForAll @IntRange(min = 32, max = 126) int character,
      @ForAll @IntRange(max = 2) int kind)
      throws Exception {
    Map<String, String> parts = valid();
    String name = parts.keySet().stream().toList().get(part);
    String before = parts.getOrDefault(name, "");
    int at = position % before.length();
    String insert = kind == 2 ? "" : String.valueOf((char) character);
    String after = before.substring(0, at) + insert + before.substring(kind == 1 ? at : at + 1);
    Assume.that(!after.equals(before));
    parts.put(name, after);
    boolean equalInMeaning = name.equals("authorization") && meaning(after).equals(meaning(before));
    assertThat(authenticate(parts) instanceof Authentication.Accepted)
        .as("%s: %s", name, after)
        .isEqualTo(equalInMeaning);
  }

  /** The scheme's and the header names' case do not matter. */
  private static String meaning(String authorization) {
    int signature = authorization.indexOf("&Signature=");
    String head = signature < 0 ? authorization : authorization.substring(0, signature);
    if (!head.toLowerCase(Locale.ROOT).startsWith("hmac-sha256 ")
        || !head.startsWith("SignedHeaders=", 12)) {
      return authorization;
    }
    return head.toLowerCase(Locale.ROOT) + authorization.substring(head.length());
  }

  @Property(tries = 1)
  void acceptsTheUnchangedRequest() throws Exception {
    assertThat(authenticate(valid())).isInstanceOf(Authentication.Accepted.class);
  }
}
