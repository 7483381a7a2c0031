package dev.acsgateway.token;

import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Writes the body of a token answer: a superset of what Microsoft's sample clients read. It depends
 * on nothing but the answer, so that its bytes can be kept and sent again.
 *
 * <p>This is done for every answer from Redis, and nearly all of it is the token, a kilobyte of
 * plain characters. So it is put together by hand, from as few copies of those as can be; what JSON
 * must escape is left to the library.
 */
final class TokenAnswerBody {
  private static final byte[] BEFORE_TOKEN = "{\"token\":\"".getBytes(StandardCharsets.UTF_8);
  private static final long EACH = 0x0101_0101_0101_0101L;
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private TokenAnswerBody() {}

  static Buffer of(CachedToken entry, TokenScopes scopes, Instant refreshOn) {
    byte[] token = escaped(entry.token().value());
    byte[] rest =
        afterToken(
                entry.token().expiresOn(),
                refreshOn,
                scopes,
                new String(escaped(entry.identity().id()), StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
    return Buffer.buffer(BEFORE_TOKEN.length + token.length + rest.length)
        .appendBytes(BEFORE_TOKEN)
        .appendBytes(token)
        .appendBytes(rest);
  }

  private static String afterToken(
      Instant expiresOn, Instant refreshOn, TokenScopes scopes, String identity) {
    return "\",\"expiresOn\":\""
        + expiresOn
        + "\",\"expiresOnTimestamp\":"
        + expiresOn.toEpochMilli()
        + ",\"refreshOn\":\""
        + refreshOn
        + "\",\"scopes\":"
        + scopes.toJson()
        + ",\"communicationUserId\":\""
        + identity
        + "\",\"user\":{\"communicationUserId\":\""
        + identity
        + "\",\"id\":\""
        + identity
        + "\",\"rawId\":\""
        + identity
        + "\"}}";
  }

  /** What stands between the quotes of a JSON string with this text, in UTF-8. */
  private static byte[] escaped(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (isPlain(utf8)) {
      return utf8;
    }
    String quoted = Json.encode(text);
    return quoted.substring(1, quoted.length() - 1).getBytes(StandardCharsets.UTF_8);
  }

  /** Whether JSON surely writes these characters as they are. Looks at eight of them at a time. */
  private static boolean isPlain(byte[] utf8) {
    long odd = 0;
    int at = 0;
    for (; at <= utf8.length - Long.BYTES; at += Long.BYTES) {
      odd |= odd((long) EIGHT.get(utf8, at));
    }
    for (; at < utf8.length; at++) {
      odd |= odd(EACH * Byte.toUnsignedLong(utf8[at]));
    }
    return (odd & EACH << 7) == 0;
  }

  /**
   * Has the highest bit of some byte set where one of these eight must be escaped: below the blank,
   * a quote or a backslash. Some that are not ASCII look so, too, which costs time only; and only
   * after one that must be escaped does a byte borrow from the next.
   */
  private static long odd(long eight) {
    return (eight - EACH * ' ') | ((eight ^ EACH * '"') - EACH) | ((eight ^ EACH * '\\') - EACH);
  }
}
