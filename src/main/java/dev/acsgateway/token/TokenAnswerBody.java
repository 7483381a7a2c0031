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
  /** What an answer takes besides the token, the identity and the scopes. */
  private static final int FRAME = 256;

  private TokenAnswerBody() {}

  static Buffer of(CachedToken entry, TokenScopes scopes, Instant refreshOn) {
    AccessToken token = entry.token();
    String expiresOn = token.expiresOn().toString();
    byte[] identity = quoted(entry.identity().id()).getBytes(StandardCharsets.UTF_8);
    Buffer json = Buffer.buffer(FRAME + token.value().length() + 4 * identity.length);
    json.appendString("{\"token\":").appendString(quoted(token.value()));
    json.appendString(",\"expiresOn\":\"").appendString(expiresOn);
    json.appendString("\",\"expiresOnTimestamp\":")
        .appendString(Long.toString(token.expiresOn().toEpochMilli()));
    json.appendString(",\"refreshOn\":\"").appendString(refreshOn.toString());
    json.appendString("\",\"scopes\":").appendString(scopes.toJson());
    json.appendString(",\"communicationUserId\":").appendBytes(identity);
    json.appendString(",\"user\":{\"communicationUserId\":").appendBytes(identity);
    json.appendString(",\"id\":").appendBytes(identity);
    return json.appendString(",\"rawId\":").appendBytes(identity).appendString("}}");
  }

  private static String quoted(String text) {
    return isPlain(text) ? "\"" + text + "\"" : Json.encode(text);
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }
}
