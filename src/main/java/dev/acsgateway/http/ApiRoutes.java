package dev.acsgateway.http;

import static dev.acsgateway.authentication.Permission.TOKENS_ISSUE;
import static dev.acsgateway.authentication.Permission.TOKENS_ISSUE_SELF;
import static dev.acsgateway.authentication.Permission.TOKENS_REVOKE;
import static dev.acsgateway.authentication.Permission.USERS_DELETE;
import static dev.acsgateway.authentication.Permission.USERS_READ;
import static dev.acsgateway.http.Route.guarded;
import static dev.acsgateway.http.Route.open;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.acsgateway.identity.IdentityService;
import dev.acsgateway.token.TeamsTokenService;
import dev.acsgateway.token.TokenService;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;

/** The route table of the API listener. Shared by all its instances. */
public final class ApiRoutes implements RouteTable {
  private final List<Route> table;

  /**
   * @param limits count what one request asks for more than once
   */
  public ApiRoutes(
      ApiConfig config,
      TokenService tokens,
      TeamsTokenService teamsTokens,
      IdentityService identities,
      RateLimits limits,
      InstantSource clock) {
    RequestedScopes scopes = new RequestedScopes(config.defaultScopes());
    RequestedToken token = new RequestedToken(scopes);
    TokenAnswerEncoder encoder = new TokenAnswerEncoder();
    TokenAnswerWriter writer = new TokenAnswerWriter(tokens, encoder, clock);
    DeadlineHandler deadline = new DeadlineHandler(config.listener().requestDeadline());
    TextHandler contract = textHandler(OpenApiDocument.load());
    this.table =
        List.of(
            guarded(
                TOKENS_ISSUE,
                POST,
                "/v1/users/{userId}/token",
                new IssueTokenHandler(token, writer)),
            guarded(
                TOKENS_ISSUE,
                POST,
                "/v1/tokens",
                new IssueTokensHandler(token, tokens, encoder, limits, deadline, clock)),
            guarded(
                TOKENS_ISSUE,
                POST,
                "/v1/teams/token",
                new ExchangeTeamsTokenHandler(teamsTokens, clock)),
            guarded(TOKENS_ISSUE_SELF, POST, "/v1/token", new IssueOwnTokenHandler(scopes, writer)),
            guarded(
                    TOKENS_REVOKE,
                    DELETE,
                    "/v1/users/{userId}/tokens",
                    new RevokeTokensHandler(identities))
                .audited("tokens.revoke"),
            guarded(USERS_READ, GET, "/v1/users/{userId}", new ReadUserHandler(identities)),
            guarded(USERS_DELETE, DELETE, "/v1/users/{userId}", new EraseUserHandler(identities))
                .audited("user.erase"),
            open(GET, "/openapi.yaml", contract));
  }

  private static TextHandler textHandler(String contract) {
    return new TextHandler(OpenApiDocument.MEDIA_TYPE, () -> Future.succeededFuture(contract));
  }

  @Override
  public List<Route> table() {
    return table;
  }
}
