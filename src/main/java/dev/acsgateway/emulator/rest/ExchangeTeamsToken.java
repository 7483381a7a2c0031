package dev.acsgateway.emulator.rest;

import dev.acsgateway.emulator.control.TeamsUserTokens;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /teamsUser/:exchangeAccessToken}: an ACS token for the Teams user that an Entra token
 * speaks for. A bad token wins over every other fault [R]. The new token lives as long as the Entra
 * token, at most a day [?], and speaks for {@code 8:orgid:<user>} without ACS scopes [?].
 */
final class ExchangeTeamsToken implements ApiHandler {
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final String GUID = "(?i)[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}";

  private final TeamsUserTokens teamsUsers;
  private final TokenIssuer issuer;

  ExchangeTeamsToken(TeamsUserTokens teamsUsers, TokenIssuer issuer) {
    this.teamsUsers = teamsUsers;
    this.issuer = issuer;
  }

  @Override
  public ApiResponse handle(ApiRequest request) {
    TeamsUserTokens.Claims user =
        text(request, "token")
            .flatMap(teamsUsers::read)
            .orElseThrow(
                () ->
                    ApiFailure.of(
                        401, "InvalidAccessToken", "Provided access token is not valid."));
    String appId = text(request, "appId").orElseThrow(() -> ApiFailure.required("AppId"));
    String userId = text(request, "userId").orElseThrow(() -> ApiFailure.required("UserId"));
    if (!appId.matches(GUID)) {
      throw ApiFailure.invalid("Provided AppId has invalid format.", "appId");
    }
    if (!appId.equalsIgnoreCase(user.appId())) {
      throw ApiFailure.invalid("AAD application is not the expected one.", "appId");
    }
    if (!userId.equalsIgnoreCase(user.userId())) {
      throw ApiFailure.invalid("Provided AAD token issued for unexpected user.", "userId");
    }
    return ApiResponse.of(200, token(request, user));
  }

  private JsonObject token(ApiRequest request, TeamsUserTokens.Claims user) {
    Instant latest = request.now().plus(LONGEST);
    Instant end = Instant.ofEpochSecond(user.expiresAt());
    return issuer.issue(
        request,
        "8:orgid:" + user.userId(),
        List.of(),
        request.now().getEpochSecond(),
        end.isBefore(latest) ? end : latest);
  }

  /** A field's text; a blank one counts as missing. */
  private static Optional<String> text(ApiRequest request, String field) {
    return request.body().getValue(field) instanceof String text && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }
}
