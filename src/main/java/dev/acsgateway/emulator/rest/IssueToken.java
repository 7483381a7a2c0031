package dev.acsgateway.emulator.rest;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/**
 * {@code POST /identities/{id}/:issueAccessToken}, in the preview {@code /token}. Missing fields
 * are found first, then a wrong owner, then wrong values [?].
 */
final class IssueToken implements ApiHandler {
  private final TokenIssuer issuer;

  IssueToken(TokenIssuer issuer) {
    this.issuer = issuer;
  }

  @Override
  public ApiResponse handle(ApiRequest request) {
    JsonArray wanted =
        RequestedScopes.field(request.body(), "scopes")
            .orElseThrow(() -> ApiFailure.required("Scopes"));
    OwnedIdentity owned = OwnedIdentity.of(request);
    List<String> scopes = RequestedScopes.checked(wanted, request.version());
    Duration lifetime = RequestedLifetime.of(request.body(), request.version());
    String rawId = owned.resource().rawId(owned.guid());
    JsonObject token = issuer.issue(request, rawId, owned.identity(), scopes, lifetime);
    return ApiResponse.of(
        200,
        request.version().preview() ? new JsonObject().put("id", rawId).mergeIn(token) : token);
  }
}
