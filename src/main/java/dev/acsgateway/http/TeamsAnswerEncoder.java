package dev.acsgateway.http;

import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.token.TeamsAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * Writes the body of a Teams user's token answer. It names no identity: ACS's answer does not, and
 * the token is not parsed for it.
 */
final class TeamsAnswerEncoder {
  private TeamsAnswerEncoder() {}

  /** The body, JSON in UTF-8. */
  static Buffer encode(TeamsAnswer answer) {
    AccessToken token = answer.entry().token();
    return new JsonObject()
        .put("token", token.value())
        .put("expiresOn", token.expiresOn().toString())
        .put("expiresOnTimestamp", token.expiresOn().toEpochMilli())
        .put("refreshOn", answer.refreshOn().toString())
        .toBuffer();
  }
}
