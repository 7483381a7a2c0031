package dev.acsgateway.http;

import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.token.TokenAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Writes the body of a token answer: a superset of what Microsoft's sample clients read. It depends
 * on nothing but the answer, so that its bytes can be kept and sent again.
 */
public final class TokenAnswerEncoder {

  /** The body, JSON in UTF-8. */
  public Buffer encode(TokenAnswer answer) {
    AccessToken token = answer.entry().token();
    String identity = answer.entry().identity().id();
    return new JsonObject()
        .put("token", token.value())
        .put("expiresOn", token.expiresOn().toString())
        .put("expiresOnTimestamp", token.expiresOn().toEpochMilli())
        .put("refreshOn", answer.refreshOn().toString())
        .put("scopes", new JsonArray(answer.scopes().values()))
        .put("communicationUserId", identity)
        .put(
            "user",
            new JsonObject()
                .put("communicationUserId", identity)
                .put("id", identity)
                .put("rawId", identity))
        .toBuffer();
  }
}
