package dev.acsgateway.http;

import dev.acsgateway.authentication.ApiKeyFactory;
import dev.acsgateway.authentication.ApiKeyService;
import dev.acsgateway.authentication.ApiKeySync;
import dev.acsgateway.authentication.Authenticator;
import dev.acsgateway.authentication.ConfiguredApiKeys;
import dev.acsgateway.authentication.TestTokens;
import dev.acsgateway.cleanup.CleanupService;
import dev.acsgateway.cleanup.CleanupSpeed;
import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.Secret;
import dev.acsgateway.fake.FakeActiveAccessKey;
import dev.acsgateway.fake.FakeApiKeys;
import dev.acsgateway.fake.FakeInvalidations;
import dev.acsgateway.fake.FakeTeamsTokenCache;
import dev.acsgateway.fake.MovableClock;
import dev.acsgateway.health.Health;
import dev.acsgateway.health.Probe;
import dev.acsgateway.http.audit.Auditor;
import dev.acsgateway.http.demo.DemoRoutes;
import dev.acsgateway.http.edge.Refusals;
import dev.acsgateway.http.ledger.LedgerHandlers;
import dev.acsgateway.http.stats.LedgerStats;
import dev.acsgateway.http.stats.StatsHandler;
import dev.acsgateway.http.stats.StatsSection;
import dev.acsgateway.http.watch.RequestObservers;
import dev.acsgateway.identity.AccessKeyRotation;
import dev.acsgateway.identity.IdentityService;
import dev.acsgateway.token.NearCacheConfig;
import dev.acsgateway.token.TeamsTokenService;
import dev.acsgateway.token.TokenConfig;
import dev.acsgateway.token.TokenService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Both listeners over real HTTP, on free ports, with fakes behind them that count their calls. */
final class RunningEdge implements AutoCloseable {
  static final String TEAMS_APP = "2f0a3a6f-9d5b-4d6c-8d51-5a0b2a7e9a11";

  private static final NearCacheConfig REMEMBERS_NOTHING =
      new NearCacheConfig(false, 1, Duration.ofSeconds(30));

  final MovableClock clock = new MovableClock();
  final Calls calls = new Calls();
  final FakeStore store = new FakeStore(calls);
  final FakeTeamsTokenCache teamsTokens = new FakeTeamsTokenCache();
  final FakeInvalidations news = new FakeInvalidations();
  final FakeJobs jobs = new FakeJobs(calls);
  final FakeAcs acs = new FakeAcs(calls, clock);
  final FakeAuditTrail audit = new FakeAuditTrail(calls);
  final FakeLedger ledger = new FakeLedger(calls);
  final AtomicBoolean storeIsUp = new AtomicBoolean(true);
  final TestTokens tokens = new TestTokens(clock);
  final Contract contract = new Contract();
  final Refusals refusals = new Refusals();
  final RateLimits rateLimits;
  final Health health;
  final ApiRoutes apiRoutes;
  final AdminRoutes adminRoutes;

  final TestKeys keys = new TestKeys(clock);
  final FakeActiveAccessKey issuingKeys = new FakeActiveAccessKey(calls::note);
  final FakeApiKeys madeKeys = new FakeApiKeys(calls::note);

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ListenerVerticle api;
  private final ListenerVerticle admin;

  RunningEdge() {
    this(new JsonObject());
  }

  /**
   * @param apiSettings the section {@code api} of the configuration
   */
  RunningEdge(JsonObject apiSettings) {
    this(apiSettings, JsonObject.of("failed-authentication", "100000/s"));
  }

  /**
   * @param apiSettings the section {@code api} of the configuration
   * @param limits the section {@code limits}
   */
  RunningEdge(JsonObject apiSettings, JsonObject limits) {
    this(apiSettings, limits, new JsonObject());
  }

  /**
   * @param apiSettings the section {@code api} of the configuration
   * @param limits the section {@code limits}
   * @param adminSettings the section {@code admin}
   */
  RunningEdge(JsonObject apiSettings, JsonObject limits, JsonObject adminSettings) {
    this(apiSettings, limits, adminSettings, REMEMBERS_NOTHING, RequestObservers.none());
  }

  /**
   * @param near what the node remembers of tokens, once its news are up to date
   * @param watch looks at the requests to the API
   */
  RunningEdge(
      JsonObject apiSettings,
      JsonObject limits,
      JsonObject adminSettings,
      NearCacheConfig near,
      RequestObservers watch) {
    this(apiSettings, limits, adminSettings, new JsonObject(), near, watch);
  }

  /** An edge whose issuer has more settings than it needs. */
  static RunningEdge withIssuer(JsonObject issuerSettings) {
    return new RunningEdge(
        new JsonObject(),
        JsonObject.of("failed-authentication", "100000/s"),
        new JsonObject(),
        issuerSettings,
        REMEMBERS_NOTHING,
        RequestObservers.none());
  }

  private RunningEdge(
      JsonObject apiSettings,
      JsonObject limits,
      JsonObject adminSettings,
      JsonObject issuerSettings,
      NearCacheConfig near,
      RequestObservers watch) {
    JsonObject settings =
        new JsonObject()
            .put("api", withAllRoutes(patient(apiSettings)).put("host", "127.0.0.1").put("port", 0))
            .put("admin", patient(adminSettings).put("port", 0))
            .put("limits", limits)
            .put("authentication", authentication(issuerSettings));
    EdgeSettings config = ConfigReader.read(settings, Map.of(), EdgeSettings::from);
    rateLimits = new RateLimits(config.limits(), clock, refusals);
    ConfiguredApiKeys configuredKeys = new ConfiguredApiKeys(keys.all());
    ApiKeySync keySync =
        new ApiKeySync(
            configuredKeys,
            madeKeys,
            config.authentication().keySync(),
            config.authentication().keyGrace(),
            clock);
    ApiKeyFactory keyFactory = new ApiKeyFactory(new SecureRandom());
    SecurityChain gatekeeper =
        new SecurityChain(
            Authenticator.create(vertx, config.authentication(), keySync, clock),
            rateLimits,
            new Auditor(audit, clock),
            refusals);
    TokenConfig tokenConfig =
        new TokenConfig(Duration.ofMinutes(15), 0.8, Duration.ofSeconds(10), near);
    RequestIds ids = new RequestIds(new SecureRandom());
    health =
        new Health(
            vertx, List.of(new Probe("redis", () -> Future.succeededFuture(storeIsUp.get()))));
    apiRoutes =
        new ApiRoutes(
                config.api(),
                URI.create("https://contoso.communication.azure.com"),
                new TokenService(
                    vertx, store, store, news, acs, acs, issuingKeys, tokenConfig, clock),
                new TeamsTokenService(
                    vertx,
                    teamsTokens,
                    acs,
                    "contoso.communication.azure.com",
                    tokenConfig,
                    issuingKeys,
                    clock),
                new IdentityService(store, acs, clock),
                rateLimits,
                clock)
            .and(DemoRoutes.table(user -> new Secret(tokens.right(user.value()))));
    adminRoutes =
        new AdminRoutes(
            config.admin().knownHosts(),
            new CleanupService(vertx, jobs, new CleanupSpeed(Optional.of(10.0)), clock, ids),
            new ApiKeyService(configuredKeys, madeKeys, keySync, keyFactory, clock),
            new AccessKeyRotation(issuingKeys, clock),
            LedgerHandlers.of(ledger, ledger, ledger, clock),
            new StatsHandler(stats()),
            audit,
            health,
            components(),
            () -> Future.succeededFuture("up 1\n"));
    api =
        new ListenerVerticle(
            config.api().listener(), apiRoutes, gatekeeper, ids, health::isDraining, watch);
    admin =
        new ListenerVerticle(
            config.admin().listener(),
            adminRoutes,
            gatekeeper,
            ids,
            health::isDraining,
            RequestObservers.none());
    await(vertx.deployVerticle(keySync));
    await(vertx.deployVerticle(api));
    await(vertx.deployVerticle(admin));
  }

  private static List<StatsSection> components() {
    return List.of(
        new StatsSection(
            "redis",
            () ->
                Future.succeededFuture(
                    JsonObject.of("commands", "up", "subscription", "down", "writes", "up"))),
        new StatsSection(
            "acs",
            () ->
                Future.succeededFuture(
                    JsonObject.of("breakers", JsonObject.of("issue", "half-open")))),
        new StatsSection(
            "apiKeys",
            () -> Future.succeededFuture(JsonObject.of("loaded", false, "configured", 2))),
        new StatsSection(
            "clock", () -> Future.succeededFuture(JsonObject.of("correctedBySeconds", 0))),
        new StatsSection(
            "configuration",
            () ->
                Future.succeededFuture(
                    JsonObject.of("waitingForRestart", JsonArray.of("redis.url")))));
  }

  private List<StatsSection> stats() {
    return List.of(
        new StatsSection("ledger", new LedgerStats(ledger, ledger)),
        new StatsSection("nodes", () -> Future.succeededFuture(JsonObject.of("listening", 1))));
  }

  /** Neither deadlines nor the load of this machine are the subject, unless a test says so. */
  private static JsonObject patient(JsonObject settings) {
    return JsonObject.of(
            "request-deadline", "2m", "idle-timeout", "3m", "load", JsonObject.of("max-lag", "30s"))
        .mergeIn(settings, true);
  }

  private static JsonObject withAllRoutes(JsonObject apiSettings) {
    return JsonObject.of("compatibility", true, "teams-app-id", TEAMS_APP).mergeIn(apiSettings);
  }

  private JsonObject authentication(JsonObject issuerSettings) {
    return new JsonObject()
        .put(
            "issuers",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("issuer", TestTokens.ISSUER)
                        .put("audiences", new JsonArray().add(TestTokens.AUDIENCE))
                        .put("jwks", tokens.jwks())
                        .mergeIn(issuerSettings)));
  }

  int apiPort() {
    return api.port();
  }

  int adminPort() {
    return admin.port();
  }

  /** Sends a request to the listener that the path belongs to, and checks the answer's contract. */
  Answer send(String method, String path, Optional<String> body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + portOf(path) + path))
            .method(
                method,
                body.map(HttpRequest.BodyPublishers::ofString)
                    .orElseGet(HttpRequest.BodyPublishers::noBody))
            .timeout(Duration.ofMinutes(3));
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (body.isPresent() && !List.of(headers).contains("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
      contract.check(method, path, answer);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same without a body and with a key that may do everything. */
  Answer send(String method, String path) {
    return send(method, path, Optional.empty(), "X-API-Key", keys.everything);
  }

  /** The same with a body. */
  Answer send(String method, String path, String body) {
    return send(method, path, Optional.of(body), "X-API-Key", keys.everything);
  }

  private int portOf(String path) {
    boolean isAdmin =
        Stream.of("/admin", "/health", "/metrics", "/console").anyMatch(path::startsWith);
    return isAdmin ? adminPort() : apiPort();
  }

  @Override
  public void close() {
    client.close();
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
