package dev.acsgateway.redis;

import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.token.CachedToken;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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

  /** There are few access keys, and caches hold the name of one with each token. */
  private final Map<String, String> fingerprints = new ConcurrentHashMap<>();

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
    return cipher.open(value.getBytes(), keyBytes(key)).flatMap(this::parse).filter(counts);
  }

  private Optional<CachedToken> parse(byte[] bytes) {
    if (bytes.length <= HEADER || bytes[0] != FORMAT) {
      return Optional.empty();
    }
    ByteBuffer header = ByteBuffer.wrap(bytes, 1, HEADER - 1);
    long epoch = header.getLong();
    Instant issuedAt = Instant.ofEpochMilli(header.getLong());
    Instant expiresOn = Instant.ofEpochMilli(header.getLong());
    int identityAt = HEADER + Byte.toUnsignedInt(header.get());
    int tokenAt = identityAt + Short.toUnsignedInt(header.getShort());
    if (tokenAt >= bytes.length) {
      return Optional.empty();
    }
    return Optional.of(
        new CachedToken(
            new Identity(text(bytes, identityAt, tokenAt)),
            new AccessToken(text(bytes, tokenAt, bytes.length), expiresOn),
            issuedAt,
            epoch,
            fingerprints.computeIfAbsent(text(bytes, HEADER, identityAt), it -> it)));
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private static byte[] keyBytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }
}
