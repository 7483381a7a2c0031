package dev.acsgateway.redis;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs the fields of a row in Redis that give authority, and verifies them, so that write access
 * to Redis forges nothing. A signature is the authentication tag of an empty text, sealed with the
 * keyset for the deployment, the row's key and the fields: its primary key signs, all of its keys
 * verify. An older state of a row that is put back verifies like any other.
 */
final class RowIntegrity {
  private static final Logger log = LoggerFactory.getLogger(RowIntegrity.class);
  private static final String CONTEXT = "acs-token-gateway/row/1";
  private static final byte[] NOTHING = {};

  /** A Tink prefix: which key of the keyset made it. */
  private static final int KEY_ID = 5;

  private final Optional<ValueCipher> cipher;
  private final IntegrityConfig config;
  private final RareAlarm alarm;

  private RowIntegrity(Optional<ValueCipher> cipher, IntegrityConfig config, InstantSource clock) {
    this.cipher = cipher;
    this.config = config;
    this.alarm = new RareAlarm(clock);
  }

  /** Returns what signs and verifies by this configuration; without a keyset, nothing does. */
  static RowIntegrity of(RedisConfig config, InstantSource clock) {
    boolean off = config.integrity().mode() == IntegrityConfig.Mode.OFF;
    return new RowIntegrity(
        off ? Optional.empty() : config.keyset().map(AeadCipher::of), config.integrity(), clock);
  }

  /** Returns whether rows are signed and verified. */
  boolean isOn() {
    return cipher.isPresent();
  }

  /** Returns how many rows did not verify so far. */
  long forged() {
    return alarm.count();
  }

  /** Returns the signature of a row; empty when rows are not signed. */
  String sign(String key, String... fields) {
    return cipher
        .map(it -> it.seal(NOTHING, context(key, fields)))
        .map(Base64.getUrlEncoder().withoutPadding()::encodeToString)
        .orElse("");
  }

  /**
   * Returns whether a row is what a gateway of this deployment wrote; raises the alarm when not.
   *
   * @param signature of the row; empty for none
   */
  boolean isGenuine(String key, String signature, String... fields) {
    if (cipher.isEmpty() || verifies(key, signature, fields)) {
      return true;
    }
    alarm.raise(
        () ->
            log.error(
                "The row {} in Redis was not signed for its place by redis.keyset, and is ignored."
                    + " Find out who else writes to this Redis.",
                key));
    return false;
  }

  /** Returns whether a signature verifies, without an alarm. */
  boolean verifies(String key, String signature, String... fields) {
    return signature.isEmpty()
        ? config.mode() == IntegrityConfig.Mode.ACCEPT_UNSIGNED
        : isSignedBy(key, signature, fields);
  }

  /** Returns whether a key of the keyset made the signature. */
  boolean isSignedBy(String key, String signature, String... fields) {
    return decode(signature)
        .flatMap(bytes -> cipher.flatMap(it -> it.open(bytes, context(key, fields))))
        .isPresent();
  }

  /** Returns whether the primary key made the signature, so that a former key may be dropped. */
  boolean isCurrent(String signature) {
    return cipher.isEmpty()
        || decode(signature)
            .filter(bytes -> bytes.length > KEY_ID)
            .map(bytes -> Arrays.equals(bytes, 0, KEY_ID, sample(), 0, KEY_ID))
            .orElse(false);
  }

  private byte[] sample() {
    return cipher.map(it -> it.seal(NOTHING, NOTHING)).orElse(new byte[KEY_ID]);
  }

  private static Optional<byte[]> decode(String signature) {
    try {
      return Optional.of(Base64.getUrlDecoder().decode(signature));
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }

  /** Every part with its length before it, so that no two rows have one context. */
  private byte[] context(String key, String... fields) {
    ByteArrayOutputStream context = new ByteArrayOutputStream(256);
    append(context, CONTEXT);
    append(context, config.deployment());
    append(context, key);
    for (String field : fields) {
      append(context, field);
    }
    return context.toByteArray();
  }

  private static void append(ByteArrayOutputStream context, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    context.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    context.writeBytes(bytes);
  }
}
