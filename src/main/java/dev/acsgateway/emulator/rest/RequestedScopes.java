package dev.acsgateway.emulator.rest;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Reads and checks the scopes of a request. */
final class RequestedScopes {
  private RequestedScopes() {}

  /** The field's array; empty if the field is missing or null. */
  static Optional<JsonArray> field(JsonObject body, String name) {
    Object value = body.getValue(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof JsonArray array) {
      return Optional.of(array);
    }
    throw ApiFailure.invalid("Scopes: The Scopes field is invalid.", "Scopes");
  }

  /**
   * The scopes, each once, in the order asked for.
   *
   * @throws ApiFailure [R] if there are none; [?] the wording if the version does not know one
   */
  static List<String> checked(JsonArray scopes, ApiVersion version) {
    if (scopes.isEmpty()) {
      throw ApiFailure.invalid("Invalid scopes - Scopes field is required.", "scopes");
    }
    for (Object scope : scopes) {
      if (!(scope instanceof String text && version.knowsScope(text))) {
        throw ApiFailure.invalid("Invalid scopes - Scope '" + scope + "' is not valid.", "scopes");
      }
    }
    return scopes.stream().map(String.class::cast).distinct().toList();
  }
}
