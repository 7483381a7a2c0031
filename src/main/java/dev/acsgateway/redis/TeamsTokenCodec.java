package dev.acsgateway.redis;

import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.token.TeamsToken;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * A Teams user's token as bytes: format (1 byte), issued at, expires on and the Entra token's end
 * in milliseconds (8 bytes each), length of the access key's fingerprint (1 byte), fingerprint,
 * token; then sealed.
 */
final class TeamsTokenCodec {
  private static final byte FORMAT = 1;
  private static final int HEADER = 1 + 8 + 8 + 8 + 1;

  private final ValueCipher cipher;

  TeamsTokenCodec(ValueCipher cipher) {
    this.cipher = cipher;
  }

  Buffer encode(TeamsToken entry, String key) {
    byte[] accessKey = entry.accessKey().getBytes(StandardCharsets.UTF_8);
    Buffer plain =
        Buffer.buffer(HEADER + accessKey.length + entry.token().value().length())
            .appendByte(FORMAT)
            .appendLong(entry.issuedAt().toEpochMilli())
            .appendLong(entry.token().expiresOn().toEpochMilli())
            .appendLong(entry.entraExpiresOn().toEpochMilli())
            .appendUnsignedByte((short) accessKey.length)
            .appendBytes(accessKey)
            .appendString(entry.token().value());
    return Buffer.buffer(cipher.seal(plain.getBytes(), keyBytes(key)));
  }

  /** The entry; empty when the value is not one of ours, or is not for this key. */
  Optional<TeamsToken> decode(Buffer value, String key) {
    return cipher.open(value.getBytes(), keyBytes(key)).flatMap(TeamsTokenCodec::parse);
  }

  private static Optional<TeamsToken> parse(byte[] bytes) {
    if (bytes.length <= HEADER || bytes[0] != FORMAT) {
      return Optional.empty();
    }
    Buffer plain = Buffer.buffer(bytes);
    int tokenAt = HEADER + plain.getUnsignedByte(HEADER - 1);
    if (tokenAt >= bytes.length) {
      return Optional.empty();
    }
    return Optional.of(
        new TeamsToken(
            new AccessToken(plain.getString(tokenAt, bytes.length), instant(plain, 9)),
            instant(plain, 1),
            instant(plain, 17),
            plain.getString(HEADER, tokenAt)));
  }

  private static Instant instant(Buffer plain, int at) {
    return Instant.ofEpochMilli(plain.getLong(at));
  }

  private static byte[] keyBytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }
}
