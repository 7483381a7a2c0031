package dev.acsgateway.redis;

import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.token.CachedToken;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A cached token as bytes: format (1 byte), epoch, issued at and expires on in milliseconds (8
 * bytes each), length of the access key's fingerprint (1 byte) and of the identity (2 bytes),
 * fingerprint, identity, token; then sealed.
 */
final class TokenCodec {
  private static final byte FORMAT = 2;
  private static final int HEADER = 1 + 8 + 8 + 8 + 1 + 2;

  private final ValueCipher cipher;
  private final Predicate<CachedToken> counts;

  /**
   * @param counts whether an entry is still one; a dropped access key makes it none
   */
  TokenCodec(ValueCipher cipher, Predicate<CachedToken> counts) {
    this.cipher = cipher;
    this.counts = counts;
  }

  Buffer encode(CachedToken entry, String key) {
    byte[] issuedWith = entry.issuedWith().getBytes(StandardCharsets.UTF_8);
    byte[] identity = entry.identity().id().getBytes(StandardCharsets.UTF_8);
    int length = HEADER + issuedWith.length + identity.length + entry.token().value().length();
    Buffer plain =
        Buffer.buffer(length)
            .appendByte(FORMAT)
            .appendLong(entry.epoch())
            .appendLong(entry.issuedAt().toEpochMilli())
            .appendLong(entry.token().expiresOn().toEpochMilli())
            .appendUnsignedByte((short) issuedWith.length)
            .appendUnsignedShort(identity.length)
            .appendBytes(issuedWith)
            .appendBytes(identity)
            .appendString(entry.token().value());
    return Buffer.buffer(cipher.seal(plain.getBytes(), keyBytes(key)));
  }

  /** The entry; empty when the value is not one of ours, not for this key, or counts no more. */
  Optional<CachedToken> decode(Buffer value, String key) {
    return cipher.open(value.getBytes(), keyBytes(key)).flatMap(TokenCodec::parse).filter(counts);
  }

  private static Optional<CachedToken> parse(byte[] bytes) {
    if (bytes.length <= HEADER || bytes[0] != FORMAT) {
      return Optional.empty();
    }
    Buffer plain = Buffer.buffer(bytes);
    int identityAt = HEADER + plain.getUnsignedByte(HEADER - 3);
    int tokenAt = identityAt + plain.getUnsignedShort(HEADER - 2);
    if (tokenAt >= bytes.length) {
      return Optional.empty();
    }
    AccessToken token =
        new AccessToken(
            plain.getString(tokenAt, bytes.length), Instant.ofEpochMilli(plain.getLong(17)));
    return Optional.of(
        new CachedToken(
            new Identity(plain.getString(identityAt, tokenAt)),
            token,
            Instant.ofEpochMilli(plain.getLong(9)),
            plain.getLong(1),
            plain.getString(HEADER, identityAt)));
  }

  private static byte[] keyBytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }
}
