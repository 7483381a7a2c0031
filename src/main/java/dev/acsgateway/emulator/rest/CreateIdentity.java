package dev.acsgateway.emulator.rest;

import dev.acsgateway.emulator.state.AcsResource;
import dev.acsgateway.emulator.state.IdentityRecord;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** {@code POST /identities}: 200 with the id in the preview, 201 with identity and token since. */
final class CreateIdentity implements ApiHandler {
  private final TokenIssuer issuer;

  CreateIdentity(TokenIssuer issuer) {
    this.issuer = issuer;
  }

  /**
   * Whether a body asks for a token, too. An empty list asks for none, as an absent one does [?];
   * Python sends explicit nulls [R].
   */
  static boolean wantsToken(JsonObject body) {
    return body.getValue("createTokenWithScopes") instanceof JsonArray scopes && !scopes.isEmpty();
  }

  @Override
  public ApiResponse handle(ApiRequest request) {
    AcsResource resource = request.caller().resource();
    if (request.version().preview()) {
      return ApiResponse.of(200, new JsonObject().put("id", resource.rawId(make(request))));
    }
    JsonArray wanted =
        RequestedScopes.field(request.body(), "createTokenWithScopes").orElseGet(JsonArray::new);
    Duration lifetime = RequestedLifetime.of(request.body(), request.version());
    List<String> scopes =
        wanted.isEmpty() ? List.of() : RequestedScopes.checked(wanted, request.version());
    UUID guid = make(request);
    String rawId = resource.rawId(guid);
    JsonObject answer = new JsonObject().put("identity", new JsonObject().put("id", rawId));
    if (!scopes.isEmpty()) {
      IdentityRecord identity = resource.find(guid).orElseThrow(Failures::unknownIdentity);
      answer.put("accessToken", issuer.issue(request, rawId, identity, scopes, lifetime));
    }
    return ApiResponse.of(201, answer);
  }

  private static UUID make(ApiRequest request) {
    return request.caller().resource().create(request.now().toEpochMilli());
  }
}
