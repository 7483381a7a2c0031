package dev.acsgateway.http;

import static dev.acsgateway.authentication.Permission.TOKENS_ISSUE;
import static dev.acsgateway.authentication.Permission.TOKENS_ISSUE_SELF;
import static dev.acsgateway.authentication.Permission.TOKENS_REVOKE;
import static dev.acsgateway.authentication.Permission.USERS_DELETE;
import static dev.acsgateway.authentication.Permission.USERS_READ;
import static dev.acsgateway.http.Access.Confinement.FILTERED;
import static dev.acsgateway.http.Access.Confinement.OWN_USER;
import static dev.acsgateway.http.Route.guarded;
import static dev.acsgateway.http.Route.open;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.acsgateway.http.compatibility.CreateSampleUserHandler;
import dev.acsgateway.http.compatibility.EndpointHandler;
import dev.acsgateway.http.compatibility.EraseSampleUserHandler;
import dev.acsgateway.http.compatibility.GuideTeamsTokenHandler;
import dev.acsgateway.http.compatibility.GuideTokenHandler;
import dev.acsgateway.http.compatibility.OwnIdentity;
import dev.acsgateway.http.compatibility.OwnTeamsToken;
import dev.acsgateway.http.compatibility.RefreshTokenHandler;
import dev.acsgateway.http.compatibility.SampleScopes;
import dev.acsgateway.http.compatibility.SampleTeamsTokenHandler;
import dev.acsgateway.http.compatibility.SampleTokenHandler;
import dev.acsgateway.http.compatibility.SampleUserHandler;
import dev.acsgateway.http.compatibility.TutorialTokenHandler;
import dev.acsgateway.http.page.DocsPage;
import dev.acsgateway.http.watch.RequestObservers;
import dev.acsgateway.identity.IdentityService;
import dev.acsgateway.token.TeamsTokenService;
import dev.acsgateway.token.TokenService;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The route table of the API listener. Shared by all its instances. */
public final class ApiRoutes implements RouteTable {
  private static final String USER_TOKEN = "/v1/users/{userId}/token";

  private final List<Route> table;
  private final RequestedToken token;
  private final TokenAnswerWriter writer;

  /**
   * @param acs the endpoint of the ACS resource, which the samples ask for
   * @param limits count what one request asks for more than once
   */
  public ApiRoutes(
      ApiConfig config,
      URI acs,
      TokenService tokens,
      TeamsTokenService teamsTokens,
      IdentityService identities,
      RateLimits limits,
      InstantSource clock) {
    RequestedScopes scopes = new RequestedScopes(config.defaultScopes());
    this.writer = new TokenAnswerWriter(tokens, clock);
    TeamsTokenWriter teamsWriter = new TeamsTokenWriter(teamsTokens, clock);
    this.token = new RequestedToken(scopes);
    List<Route> routes = new ArrayList<>(own(scopes, token, writer, identities));
    routes.add(
        guarded(
            TOKENS_ISSUE,
            FILTERED,
            POST,
            "/v1/tokens",
            new IssueTokensHandler(
                token, tokens, limits, config.listener().requestDeadline(), clock)));
    routes.add(
        guarded(
            TOKENS_ISSUE,
            FILTERED,
            POST,
            "/v1/teams/token",
            new ExchangeTeamsTokenHandler(teamsWriter)));
    if (config.compatibility()) {
      Stream<Route> samples =
          Stream.concat(
              ofTheSamples(acs, scopes, writer, tokens, identities).stream(),
              config.teamsAppId().stream()
                  .flatMap(app -> ofTheTeamsSamples(new OwnTeamsToken(app, teamsWriter)).stream()));
      samples.map(Route::lenient).forEach(routes::add);
    }
    if (config.docs()) {
      routes.add(
          open(GET, "/openapi.yaml", new OpenApiHandler(OpenApiDocument.load())).asDownload());
      routes.addAll(DocsPage.table());
    }
    this.table = List.copyOf(routes);
  }

  private ApiRoutes(List<Route> table, RequestedToken token, TokenAnswerWriter writer) {
    this.table = List.copyOf(table);
    this.token = token;
    this.writer = writer;
  }

  /** These routes and some more. */
  public ApiRoutes and(List<Route> more) {
    return new ApiRoutes(Stream.concat(table.stream(), more.stream()).toList(), token, writer);
  }

  private static List<Route> own(
      RequestedScopes scopes,
      RequestedToken token,
      TokenAnswerWriter writer,
      IdentityService identities) {
    return List.of(
        guarded(TOKENS_ISSUE, FILTERED, POST, USER_TOKEN, new IssueTokenHandler(token, writer)),
        guarded(
            TOKENS_ISSUE_SELF,
            OWN_USER,
            POST,
            "/v1/token",
            new IssueOwnTokenHandler(scopes, writer)),
        guarded(
                TOKENS_REVOKE,
                FILTERED,
                DELETE,
                "/v1/users/{userId}/tokens",
                new RevokeTokensHandler(identities))
            .audited("tokens.revoke"),
        guarded(USERS_READ, FILTERED, GET, "/v1/users/{userId}", new ReadUserHandler(identities)),
        guarded(
                USERS_DELETE,
                FILTERED,
                DELETE,
                "/v1/users/{userId}",
                new EraseUserHandler(identities))
            .audited("user.erase"));
  }

  private static List<Route> ofTheSamples(
      URI acs,
      RequestedScopes scopes,
      TokenAnswerWriter writer,
      TokenService tokens,
      IdentityService identities) {
    OwnIdentity owner = new OwnIdentity(identities);
    SampleTokenHandler token = new SampleTokenHandler(scopes, writer);
    RefreshTokenHandler refresh = new RefreshTokenHandler(owner, scopes, writer);
    return List.of(
        guarded(TOKENS_ISSUE_SELF, OWN_USER, GET, "/api/token", token).querying(SampleScopes.SCOPE),
        guarded(TOKENS_ISSUE_SELF, OWN_USER, GET, "/api/user", new SampleUserHandler(owner)),
        guarded(
            TOKENS_ISSUE_SELF,
            OWN_USER,
            POST,
            "/api/user",
            new CreateSampleUserHandler(owner, scopes, tokens)),
        guarded(
                TOKENS_ISSUE_SELF,
                OWN_USER,
                DELETE,
                "/api/user",
                new EraseSampleUserHandler(identities))
            .audited("user.erase"),
        guarded(TOKENS_ISSUE_SELF, OWN_USER, GET, "/token", token).querying(SampleScopes.SCOPE),
        guarded(TOKENS_ISSUE_SELF, OWN_USER, POST, "/token", token).querying(SampleScopes.SCOPE),
        guarded(TOKENS_ISSUE_SELF, OWN_USER, GET, "/refreshToken/{id}", refresh),
        guarded(TOKENS_ISSUE_SELF, OWN_USER, POST, "/refreshToken/{id}", refresh),
        guarded(
            TOKENS_ISSUE_SELF,
            OWN_USER,
            POST,
            "/getCommunicationUserToken",
            new TutorialTokenHandler(owner, scopes, writer)),
        guarded(
            TOKENS_ISSUE_SELF, OWN_USER, POST, "/getToken", new GuideTokenHandler(scopes, writer)),
        guarded(TOKENS_ISSUE_SELF, OWN_USER, GET, "/getEndpointUrl", new EndpointHandler(acs)));
  }

  private static List<Route> ofTheTeamsSamples(OwnTeamsToken own) {
    return List.of(
        guarded(
                TOKENS_ISSUE_SELF,
                OWN_USER,
                GET,
                "/api/token/teams",
                new SampleTeamsTokenHandler(own))
            .reading(SampleTeamsTokenHandler.TOKEN),
        guarded(
            TOKENS_ISSUE_SELF,
            OWN_USER,
            POST,
            "/getTokenForTeamsUser",
            new GuideTeamsTokenHandler(own)));
  }

  @Override
  public List<Route> table() {
    return table;
  }

  @Override
  public Handler<HttpServerRequest> before(
      SecurityChain gatekeeper, RequestObservers watch, Handler<HttpServerRequest> router) {
    return writer.remembers()
        ? new NearHitHandler(USER_TOKEN, TOKENS_ISSUE, token, writer, gatekeeper, watch, router)
        : router;
  }

  @Override
  public KnownHosts hosts() {
    return KnownHosts.EVERY;
  }

  @Override
  public boolean hasLongAnswers() {
    return false;
  }
}
