package dev.acsgateway.http;

import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.token.TokenAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes the body of a token answer: a superset of what Microsoft's sample clients read. It depends
 * on nothing but the answer, so that its bytes can be kept and sent again.
 *
 * <p>This is done for every answer from Redis, and nearly all of it is the token, a kilobyte of
 * plain characters. So it is put together by hand; what JSON must escape is left to the library.
 */
public final class TokenAnswerEncoder {
  private static final int ROOM_BESIDE_THE_TOKEN = 640;

  /** The body, JSON in UTF-8. */
  public Buffer encode(TokenAnswer answer) {
    AccessToken token = answer.entry().token();
    Buffer identity = quoted(answer.entry().identity().id());
    Buffer json = Buffer.buffer(token.value().length() + ROOM_BESIDE_THE_TOKEN);
    json.appendString("{\"token\":").appendBuffer(quoted(token.value()));
    json.appendString(",\"expiresOn\":\"").appendString(token.expiresOn().toString());
    json.appendString("\",\"expiresOnTimestamp\":")
        .appendString(Long.toString(token.expiresOn().toEpochMilli()));
    json.appendString(",\"refreshOn\":\"").appendString(answer.refreshOn().toString());
    json.appendString("\",\"scopes\":").appendBuffer(list(answer.scopes().values()));
    json.appendString(",\"communicationUserId\":").appendBuffer(identity);
    json.appendString(",\"user\":{\"communicationUserId\":").appendBuffer(identity);
    json.appendString(",\"id\":").appendBuffer(identity);
    return json.appendString(",\"rawId\":").appendBuffer(identity).appendString("}}");
  }

  private static Buffer list(List<String> texts) {
    Buffer json = Buffer.buffer("[");
    for (String text : texts) {
      if (json.length() > 1) {
        json.appendByte((byte) ',');
      }
      json.appendBuffer(quoted(text));
    }
    return json.appendByte((byte) ']');
  }

  private static Buffer quoted(String text) {
    return isPlain(text)
        ? Buffer.buffer(text.length() + 2)
            .appendByte((byte) '"')
            .appendBytes(text.getBytes(StandardCharsets.ISO_8859_1))
            .appendByte((byte) '"')
        : Json.encodeToBuffer(text);
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
