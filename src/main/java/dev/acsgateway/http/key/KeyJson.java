package dev.acsgateway.http.key;

import dev.acsgateway.authentication.ApiKey;
import dev.acsgateway.authentication.ApiKeyService;
import dev.acsgateway.authentication.Grant;
import dev.acsgateway.authentication.Permission;
import dev.acsgateway.identity.TokenScope;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Writes API keys. */
final class KeyJson {
  private KeyJson() {}

  /** The only answer that shows the secret. */
  static JsonObject of(ApiKeyService.Issued issued) {
    return json(issued.key()).put("key", issued.secret().value());
  }

  static JsonObject of(ApiKeyService.Listed listed) {
    JsonObject json = json(listed.key());
    listed.lastUsedAt().ifPresent(at -> json.put("lastUsedAt", at.toString()));
    return json;
  }

  private static JsonObject json(ApiKey key) {
    Grant grant = key.grant();
    JsonObject json =
        new JsonObject()
            .put("id", key.id())
            .put("description", key.description())
            .put(
                "permissions",
                new JsonArray(
                    grant.permissions().stream().sorted().map(Permission::value).toList()))
            .put(
                "scopes",
                new JsonArray(grant.scopes().stream().sorted().map(TokenScope::value).toList()))
            .put("users", grant.users().value());
    grant.rateLimit().ifPresent(limit -> json.put("rateLimit", limit.text()));
    key.createdAt().ifPresent(at -> json.put("createdAt", at.toString()));
    key.expiresAt().ifPresent(at -> json.put("expiresAt", at.toString()));
    key.superseded().ifPresent(old -> json.put("oldKeyValidUntil", old.until().toString()));
    return json;
  }
}
