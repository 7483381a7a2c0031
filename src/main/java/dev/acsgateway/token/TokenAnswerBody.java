package dev.acsgateway.token;

import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Writes the body of a token answer: a superset of what Microsoft's sample clients read. It depends
 * on nothing but the answer, so that its bytes can be kept and sent again.
 *
 * <p>This is done for every answer from Redis, and nearly all of it is the token, a kilobyte of
 * plain characters. So it is put together by hand; what JSON must escape is left to the library.
 */
final class TokenAnswerBody {
  private TokenAnswerBody() {}

  static Buffer of(CachedToken entry, TokenScopes scopes, Instant refreshOn) {
    AccessToken token = entry.token();
    String identity = quoted(entry.identity().id());
    String json =
        "{\"token\":"
            + quoted(token.value())
            + ",\"expiresOn\":\""
            + token.expiresOn()
            + "\",\"expiresOnTimestamp\":"
            + token.expiresOn().toEpochMilli()
            + ",\"refreshOn\":\""
            + refreshOn
            + "\",\"scopes\":"
            + scopes.toJson()
            + ",\"communicationUserId\":"
            + identity
            + ",\"user\":{\"communicationUserId\":"
            + identity
            + ",\"id\":"
            + identity
            + ",\"rawId\":"
            + identity
            + "}}";
    return Buffer.buffer(json);
  }

  private static String quoted(String text) {
    return isPlain(text.getBytes(StandardCharsets.UTF_8)) ? "\"" + text + "\"" : Json.encode(text);
  }

  /**
   * Whether JSON writes these characters as they are. No branch in the loop, so that the processor
   * looks at many at once: each of the four terms is negative for a character of one kind, below
   * the blank or not ASCII, above the tilde, a quote, a backslash.
   */
  private static boolean isPlain(byte[] utf8) {
    int odd = 0;
    for (byte c : utf8) {
      odd |= (c - ' ') | ('~' - c) | ((c ^ '"') - 1) | ((c ^ '\\') - 1);
    }
    return odd >= 0;
  }
}
