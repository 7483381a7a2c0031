package dev.acsgateway.http;

import dev.acsgateway.identity.UserRecord;
import io.vertx.core.json.JsonObject;

/** What the ledger knows of a user, as answers write it. */
public final class UserJson {
  private UserJson() {}

  /** Returns a user as a JSON object. */
  public static JsonObject of(UserRecord user) {
    JsonObject json =
        new JsonObject().put("userId", user.user().value()).put("state", user.state().wireName());
    user.identity().ifPresent(identity -> json.put("communicationUserId", identity.id()));
    user.createdAt().ifPresent(at -> json.put("createdAt", at.toString()));
    user.lastIssuedAt().ifPresent(at -> json.put("lastIssuedAt", at.toString()));
    return json;
  }
}
