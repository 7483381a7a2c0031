package dev.acsgateway;

import dev.acsgateway.authentication.ApiKeyFactory;
import dev.acsgateway.authentication.LocalIssuer;
import dev.acsgateway.authentication.Permission;
import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.Secret;
import dev.acsgateway.emulator.AcsEmulator;
import dev.acsgateway.emulator.EmulatorOptions;
import dev.acsgateway.http.Contract;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.redis.AeadCipher;
import dev.acsgateway.redis.TestRedis;
import dev.acsgateway.redis.TestTopology;
import dev.acsgateway.telemetry.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Gateway nodes as they run in production, over a real Redis and the emulator. */
public final class GatewayFixture implements AutoCloseable {
  private static final Contract CONTRACT = new Contract();

  static final String ISSUER = "https://login.test";
  static final String AUDIENCE = "chat-app";

  public final AcsEmulator emulator =
      new AcsEmulator(EmulatorOptions.builder().callLog(10_000).build());
  final LocalIssuer issuer = new LocalIssuer(ISSUER, AUDIENCE, new SecureRandom());
  public final ApiKeyFactory.NewApiKey allPowerful =
      new ApiKeyFactory(new SecureRandom()).make("all");
  final ApiKeyFactory.NewApiKey reader = new ApiKeyFactory(new SecureRandom()).make("reader");
  final List<Gateway> nodes = new ArrayList<>();
  private final Secret keyset = AeadCipher.newKeyset();
  private final List<Vertx> vertxes = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();

  /** An empty Redis and an empty ACS, and no node yet. */
  public GatewayFixture() {
    TestRedis.flush();
    await(newVertx().deployVerticle(emulator));
  }

  /** Starts a node with the default test configuration. */
  GatewayFixture withNode() {
    return withNode(config());
  }

  /** Starts a node; {@link #config()} is a start. */
  GatewayFixture withNode(JsonObject tree) {
    return withNode(tree, GatewayOptions.USUAL);
  }

  /** Starts a node in a simulated time. */
  GatewayFixture withNode(JsonObject tree, InstantSource time) {
    return withNode(tree, GatewayOptions.USUAL.simulating(time));
  }

  /** Starts a node whose clock is off. */
  GatewayFixture withNodeByClock(JsonObject tree, InstantSource clock) {
    return withNode(tree, GatewayOptions.USUAL.by(clock));
  }

  private GatewayFixture withNode(JsonObject tree, GatewayOptions options) {
    GatewayConfig config = ConfigReader.read(tree, Map.of(), GatewayConfig::from);
    nodes.add(await(Gateway.start(newVertx(), config, options)));
    return this;
  }

  /** Starts a node whose requests are followed. */
  GatewayFixture withTracedNode(Tracing tracing) {
    GatewayConfig config = ConfigReader.read(config(), Map.of(), GatewayConfig::from);
    nodes.add(await(Gateway.start(newVertx(), config, GatewayOptions.USUAL.followedBy(tracing))));
    return this;
  }

  /** What a node needs to know, as it would stand in its YAML file. */
  public JsonObject config() {
    return new JsonObject()
        .put("api", new JsonObject().put("host", "127.0.0.1").put("port", 0))
        .put("admin", new JsonObject().put("port", 0))
        .put(
            "authentication",
            new JsonObject()
                .put(
                    "api-keys",
                    new JsonArray()
                        .add(entry(allPowerful, Permission.values()))
                        .add(entry(reader, Permission.USERS_READ)))
                .put(
                    "issuers",
                    new JsonArray()
                        .add(
                            new JsonObject()
                                .put("issuer", ISSUER)
                                .put("audiences", new JsonArray().add(AUDIENCE))
                                .put("jwks", issuer.jwks()))))
        .put(
            "acs",
            new JsonObject()
                .put("connection-string", emulator.connectionString())
                .put("trust-certificate", emulator.caFile().toString()))
        .put(
            "redis",
            new JsonObject()
                .put("mode", TestRedis.topology().mode())
                .put("url", TestRedis.url())
                .put("keyset", keyset.value())
                // Population writes users whom no gateway has signed.
                .put("integrity", "accept-unsigned"));
  }

  /** The same on one server of the test's own, whatever the others run on. */
  static JsonObject onOneServer(JsonObject config, String url) {
    config.getJsonObject("redis").put("mode", TestTopology.STANDALONE.mode()).put("url", url);
    return config;
  }

  /** Two cores have to carry nodes, Redis, ACS and clients: nobody is to give up over that. */
  JsonObject patientConfig() {
    JsonObject config = config();
    config
        .getJsonObject("api")
        .put("request-deadline", "59s")
        .put("load", JsonObject.of("max-lag", "30s"));
    config.getJsonObject("acs").put("timeout", "25s");
    config.getJsonObject("redis").put("flight", "2m").put("flight-lease", "1m");
    config.put(
        "quota",
        new JsonObject()
            .put(
                "lanes",
                new JsonObject().put("interactive", new JsonObject().put("max-wait", "60s"))));
    config.put("token", new JsonObject().put("max-wait", "60s"));
    return config;
  }

  private static JsonObject entry(ApiKeyFactory.NewApiKey key, Permission... permissions) {
    return new JsonObject()
        .put("id", key.id())
        .put("hash", key.hash().toHex())
        .put(
            "permissions",
            new JsonArray(Arrays.stream(permissions).map(Permission::value).toList()));
  }

  String jwt(String user) {
    return issuer.token(new UserId(user), Instant.now().plusSeconds(3600)).value();
  }

  HttpResponse<String> api(String method, String path, String body) {
    return api(0, method, path, body);
  }

  /** Calls a node's API with the key that may do everything. */
  HttpResponse<String> api(int node, String method, String path, String body) {
    return send(
        request(nodes.get(node).apiPort(), method, path, body)
            .header("X-API-Key", allPowerful.key().value()));
  }

  /** Calls the first node's admin listener with the key that may do everything. */
  HttpResponse<String> admin(String method, String path, String body) {
    return admin(0, method, path, body);
  }

  /** Calls a node's admin listener with the key that may do everything. */
  HttpResponse<String> admin(int node, String method, String path, String body) {
    return send(
        request(nodes.get(node).adminPort(), method, path, body)
            .header("X-API-Key", allPowerful.key().value()));
  }

  HttpRequest.Builder request(int port, String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .timeout(Duration.ofSeconds(60));
    return body.isEmpty() ? request : request.header("Content-Type", "application/json");
  }

  /** Sends a request, and holds its answer against the contract. */
  HttpResponse<String> send(HttpRequest.Builder request) {
    HttpResponse<String> answer = answer(request.build());
    CONTRACT.check(answer);
    return answer;
  }

  private HttpResponse<String> answer(HttpRequest request) {
    try {
      return http.sendAsync(request, BodyHandlers.ofString()).join();
    } catch (CompletionException e) {
      throw new IllegalStateException(
          "%s got no answer: %s; %s".formatted(request.uri(), causes(e), refusals()), e);
    }
  }

  private static List<String> causes(Throwable failed) {
    return Stream.iterate(failed, Objects::nonNull, Throwable::getCause)
        .map(Throwable::toString)
        .toList();
  }

  /** How many connections and requests each node has turned away, and why. */
  private List<String> refusals() {
    return nodes.stream()
        .map(node -> request(node.adminPort(), "GET", "/metrics", ""))
        .map(request -> request.header("X-API-Key", allPowerful.key().value()).build())
        .map(request -> http.sendAsync(request, BodyHandlers.ofString()))
        .map(answer -> answer.thenApply(HttpResponse::body).exceptionally(Throwable::toString))
        .flatMap(metrics -> metrics.join().lines())
        .filter(line -> line.startsWith("acsgw_refusals_total") && !line.endsWith(" 0.0"))
        .toList();
  }

  static JsonObject json(HttpResponse<String> answer) {
    return new JsonObject(answer.body());
  }

  static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(90, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("No answer within 90 seconds", e);
    }
  }

  /** Goes with this fixture. */
  public Vertx newVertx() {
    Vertx vertx = Vertx.vertx();
    vertxes.add(vertx);
    return vertx;
  }

  @Override
  public void close() {
    nodes.forEach(node -> await(node.close()));
    vertxes.forEach(vertx -> await(vertx.close()));
    http.close();
  }
}
