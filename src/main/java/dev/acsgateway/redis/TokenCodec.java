package dev.acsgateway.redis;

import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.token.CachedToken;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * A cached token as bytes: format (1 byte), epoch, issued at and expires on in milliseconds (8
 * bytes each), length of the identity (2 bytes), identity, token; then sealed.
 */
final class TokenCodec {
  private static final byte FORMAT = 1;
  private static final int HEADER = 1 + 8 + 8 + 8 + 2;

  private final ValueCipher cipher;

  TokenCodec(ValueCipher cipher) {
    this.cipher = cipher;
  }

  Buffer encode(CachedToken entry, String key) {
    byte[] identity = entry.identity().id().getBytes(StandardCharsets.UTF_8);
    Buffer plain =
        Buffer.buffer(HEADER + identity.length + entry.token().value().length())
            .appendByte(FORMAT)
            .appendLong(entry.epoch())
            .appendLong(entry.issuedAt().toEpochMilli())
            .appendLong(entry.token().expiresOn().toEpochMilli())
            .appendUnsignedShort(identity.length)
            .appendBytes(identity)
            .appendString(entry.token().value());
    return Buffer.buffer(cipher.seal(plain.getBytes(), keyBytes(key)));
  }

  /** The entry; empty when the value is not one of ours, or is not for this key. */
  Optional<CachedToken> decode(Buffer value, String key) {
    return cipher.open(value.getBytes(), keyBytes(key)).flatMap(TokenCodec::parse);
  }

  private static Optional<CachedToken> parse(byte[] bytes) {
    if (bytes.length <= HEADER || bytes[0] != FORMAT) {
      return Optional.empty();
    }
    Buffer plain = Buffer.buffer(bytes);
    int tokenAt = HEADER + plain.getUnsignedShort(HEADER - 2);
    if (tokenAt >= bytes.length) {
      return Optional.empty();
    }
    AccessToken token =
        new AccessToken(
            plain.getString(tokenAt, bytes.length), Instant.ofEpochMilli(plain.getLong(17)));
    return Optional.of(
        new CachedToken(
            new Identity(plain.getString(HEADER, tokenAt)),
            token,
            Instant.ofEpochMilli(plain.getLong(9)),
            plain.getLong(1)));
  }

  private static byte[] keyBytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }
}
