package dev.acsgateway.emulator.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Five-segment tokens that look like JWE compact serialisation (RFC 7516): header, encrypted key,
 * IV, ciphertext, tag. The real form of ACS's encrypted tokens is not published; this one is chosen
 * so that no client can read an expiry out of it. The second segment is for show: the key derives
 * from the emulator's seed.
 */
final class TokenSeal {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final int TAG_BYTES = 16;

  private final SeededBytes seed;
  private final SecretKeySpec key;

  TokenSeal(SeededBytes seed) {
    this.seed = seed;
    this.key = new SecretKeySpec(Arrays.copyOf(seed.block("seal", 0), 32), "AES");
  }

  /** What was sealed, and the serial of the access key that the header names. */
  record Opened(int serial, String payload) {}

  String seal(int serial, String payload) {
    String header =
        "{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\",\"kid\":\"" + serial + "\",\"typ\":\"JWT\"}";
    String first = ENCODER.encodeToString(header.getBytes(US_ASCII));
    byte[] iv = Arrays.copyOf(seed.block(header + payload, 0), 12);
    byte[] sealed = apply(Cipher.ENCRYPT_MODE, iv, first, payload.getBytes(UTF_8));
    int split = sealed.length - TAG_BYTES;
    return String.join(
        ".",
        first,
        ENCODER.encodeToString(wrappedKey(payload)),
        ENCODER.encodeToString(iv),
        ENCODER.encodeToString(Arrays.copyOf(sealed, split)),
        ENCODER.encodeToString(Arrays.copyOfRange(sealed, split, sealed.length)));
  }

  /** Empty when a segment was tampered with, the show segment included. */
  Optional<Opened> open(List<String> segments) {
    Base64.Decoder decoder = Base64.getUrlDecoder();
    byte[] text = decoder.decode(segments.get(3));
    byte[] tag = decoder.decode(segments.get(4));
    byte[] sealed = Arrays.copyOf(text, text.length + tag.length);
    System.arraycopy(tag, 0, sealed, text.length, tag.length);
    byte[] iv = decoder.decode(segments.get(2));
    String payload = new String(apply(Cipher.DECRYPT_MODE, iv, segments.get(0), sealed), UTF_8);
    if (!Arrays.equals(decoder.decode(segments.get(1)), wrappedKey(payload))) {
      return Optional.empty();
    }
    JsonObject header = new JsonObject(new String(decoder.decode(segments.get(0)), UTF_8));
    return Optional.of(new Opened(Integer.parseInt(header.getString("kid")), payload));
  }

  private byte[] wrappedKey(String payload) {
    byte[] bytes = new byte[256];
    for (int i = 0; i < 4; i++) {
      System.arraycopy(seed.block("wrap" + payload, i), 0, bytes, i * 64, 64);
    }
    return bytes;
  }

  private byte[] apply(int mode, byte[] iv, String header, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, iv));
      cipher.updateAAD(header.getBytes(US_ASCII));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not sealed by this emulator", e);
    }
  }
}
