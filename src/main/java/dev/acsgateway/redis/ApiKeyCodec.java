package dev.acsgateway.redis;

import dev.acsgateway.authentication.ApiKey;
import dev.acsgateway.authentication.Grant;
import dev.acsgateway.authentication.Permission;
import dev.acsgateway.authentication.RateLimit;
import dev.acsgateway.authentication.Sha256;
import dev.acsgateway.authentication.UserPattern;
import dev.acsgateway.identity.TokenScope;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** API keys as JSON. What is written for a key never changes unless the key does. */
final class ApiKeyCodec {
  private ApiKeyCodec() {}

  static String encode(ApiKey key) {
    Grant grant = key.grant();
    JsonObject json =
        new JsonObject()
            .put("hash", key.hash().toHex())
            .put(
                "permissions",
                new JsonArray(
                    grant.permissions().stream().map(Permission::value).sorted().toList()))
            .put(
                "scopes",
                new JsonArray(grant.scopes().stream().map(TokenScope::value).sorted().toList()))
            .put("users", grant.users().value())
            .put("description", key.description());
    key.superseded()
        .ifPresent(
            old ->
                json.put("oldHash", old.hash().toHex())
                    .put("oldUntil", old.until().toEpochMilli()));
    grant
        .rateLimit()
        .ifPresent(
            limit ->
                json.put("rate", limit.requests()).put("ratePerMillis", limit.per().toMillis()));
    key.createdAt().ifPresent(at -> json.put("createdAt", at.toEpochMilli()));
    key.expiresAt().ifPresent(at -> json.put("expiresAt", at.toEpochMilli()));
    return json.encode();
  }

  /**
   * The inverse of {@link #encode}.
   *
   * @throws RuntimeException when a newer gateway wrote it in a way that this one does not know
   */
  static ApiKey decode(String id, String text) {
    JsonObject json = new JsonObject(text);
    return new ApiKey(
        id,
        Sha256.parse(json.getString("hash")),
        Optional.ofNullable(json.getString("oldHash"))
            .map(
                hash ->
                    new ApiKey.Superseded(
                        Sha256.parse(hash), Instant.ofEpochMilli(json.getLong("oldUntil")))),
        new Grant(
            json.getJsonArray("permissions").stream()
                .map(name -> Permission.of((String) name))
                .collect(Collectors.toSet()),
            json.getJsonArray("scopes").stream()
                .map(name -> TokenScope.of((String) name))
                .collect(Collectors.toSet()),
            new UserPattern(json.getString("users")),
            Optional.ofNullable(json.getInteger("rate"))
                .map(
                    rate -> new RateLimit(rate, Duration.ofMillis(json.getLong("ratePerMillis"))))),
        instant(json, "createdAt"),
        instant(json, "expiresAt"),
        json.getString("description"));
  }

  private static Optional<Instant> instant(JsonObject json, String name) {
    return Optional.ofNullable(json.getLong(name)).map(Instant::ofEpochMilli);
  }
}
