package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.authentication.Permission;
import dev.acsgateway.authentication.RateLimit;
import dev.acsgateway.canary.ErrorLog;
import dev.acsgateway.http.edge.DownloadsConfig;
import dev.acsgateway.http.edge.ProxyConfig;
import dev.acsgateway.http.watch.RequestObservers;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.token.NearCacheConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SelfSignedCertificate;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.Store;

/** What is answered without the router is answered as by the router. */
final class NearHitTest {
  private static final String PLAIN = "/v1/users/alice/token";

  private final Pair pair =
      Store.getOrCreate(NearHitTest.class, Lifespan.RUN, () -> new Pair(new Node(), new Node(true)))
          .get();

  /** Two nodes that see the same: one with a way past the router, and one without. */
  private record Pair(Node direct, Node routed) implements Store.CloseOnReset {
    @Override
    public void close() {
      direct.close();
      routed.close();
    }

    /** What the clients of both see, which is the same. */
    String send(Attempt attempt) {
      String seen = direct.send(attempt);
      assertThat(seen).isEqualTo(routed.send(attempt)).startsWith("HTTP/1.");
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .untilAsserted(() -> assertThat(direct.ended()).isEqualTo(routed.ended()));
      assertThat(direct.edge.calls.made()).isEqualTo(routed.edge.calls.made());
      assertThat(refusals(direct)).isEqualTo(refusals(routed));
      direct.edge.calls.forget();
      routed.edge.calls.forget();
      return seen;
    }

    private static List<Long> refusals(Node node) {
      return node.edge.refusals.byReason().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .map(it -> it.getValue().getAsLong())
          .toList();
    }
  }

  /** An edge that remembers tokens, and what its meters were told. */
  private static final class Node implements AutoCloseable {
    final List<List<String>> meters = new CopyOnWriteArrayList<>();
    final RunningEdge edge;

    Node() {
      this(false);
    }

    /**
     * @param traces whether each request is followed, for which it has to pass the router
     */
    Node(boolean traces) {
      this(traces, new JsonObject());
    }

    /**
     * @param traces whether each request is followed, for which it has to pass the router
     * @param settings the section {@code api} of the configuration
     */
    Node(boolean traces, JsonObject settings) {
      RequestObservers none = RequestObservers.none();
      edge =
          new RunningEdge(
              settings,
              JsonObject.of("failed-authentication", "100000/s"),
              new JsonObject(),
              new NearCacheConfig(true, 1, Duration.ofMinutes(5)),
              new RequestObservers(
                  none.nanos(),
                  none.begun(),
                  (method, route) -> {
                    List<String> told = new CopyOnWriteArrayList<>();
                    meters.add(told);
                    return (status, nanos) -> told.add(method + " " + route + " " + status);
                  },
                  none.lag(),
                  traces ? Optional.of((method, route, headers) -> status -> {}) : Optional.empty(),
                  false));
      edge.news.setUpToDate(true);
    }

    String send(Attempt attempt) {
      edge.clock.advance(attempt.later());
      String answer = RawHttp.send(edge.apiPort(), attempt.text(edge.keys));
      return answer.replaceAll("(?im)^date: [A-Z][a-z]{2}, .*\\R", "");
    }

    /** How many requests have ended how, whichever way they took. */
    Map<String, Long> ended() {
      return meters.stream()
          .flatMap(List::stream)
          .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @Override
    public void close() {
      edge.close();
    }
  }

  /** Asks over one connection. */
  private static final class Http2Client implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final int port;
    private final HttpClientAgent http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setSsl(true)
                .setUseAlpn(true)
                .setTrustAll(true)
                .setVerifyHost(false));

    Http2Client(int port) {
      this.port = port;
    }

    /**
     * Posts nothing.
     *
     * @param announcement name of a header that says so; empty for none
     */
    String post(String path, String key, String announcement) {
      return http.request(HttpMethod.POST, port, "localhost", path)
          .map(request -> request.putHeader("X-API-Key", key))
          .map(request -> announcement.isEmpty() ? request : request.putHeader(announcement, "0"))
          .compose(HttpClientRequest::send)
          .map(answer -> answer.version() + " " + answer.statusCode() + answer.headers())
          .await();
    }

    @Override
    public void close() {
      vertx.close().await();
    }
  }

  /**
   * A request.
   *
   * @param later how much later than the one before it
   * @param line without the version
   * @param version HTTP's
   * @param credential header lines
   * @param more header lines, and what follows them
   */
  record Attempt(Duration later, String line, String version, String credential, String more) {

    static Attempt plain(String credential) {
      return new Attempt(Duration.ZERO, "POST " + PLAIN, "1.1", credential, "Host: x\r\n\r\n");
    }

    String text(TestKeys keys) {
      String key =
          credential
              .replace("{everything}", keys.everything)
              .replace("{issue}", keys.with(Permission.TOKENS_ISSUE))
              .replace("{read}", keys.with(Permission.USERS_READ))
              .replace("{tenant}", keys.tenant)
              .replace("{chat}", keys.chat)
              .replace("{slow}", keys.slow)
              .replace("{expired}", keys.expired)
              .replace("{hour}", keys.anHour);
      return (line + " HTTP/" + version + "\r\nConnection: close\r\nX-Request-Id: same\r\n")
          + (key + more);
    }
  }

  @Provide
  Arbitrary<Attempt> attempts() {
    Arbitrary<Duration> later =
        Arbitraries.frequency(
            Tuple.of(40, Duration.ZERO),
            Tuple.of(5, Duration.ofSeconds(3)),
            Tuple.of(2, Duration.ofMinutes(11)),
            Tuple.of(1, Duration.ofHours(5)));
    Arbitrary<String> paths =
        Arbitraries.frequencyOf(
            Tuple.of(
                6, Arbitraries.of(PLAIN, "/v1/users/tenant-a:bob@example.com/token", "/v1/token")),
            Tuple.of(
                3,
                Arbitraries.of(
                    "/v1/users/a%6cice/token",
                    "/v1/users/al%2Fice/token",
                    "/v1/users/%ZZ/token",
                    "/v1/users/./token",
                    "/v1/users/../token",
                    "/v1/users/%2e%2e/token",
                    "/v1/users/.../token",
                    "/v1/users/.alice/token",
                    "/v1/users/alice../token",
                    "/v1/users//token",
                    "/v1/users/token",
                    "/v1/users/alice/token/",
                    "/v1//users/alice/token",
                    "//v1/users/alice/token",
                    "/v1/users/alice/x/token",
                    "/v1/users/alice/x/../token",
                    "/v1/users/alice/./token",
                    "/v1/users/alice;a=b/token",
                    "/v1/users/a+b/token",
                    "/v1/users/a\\b/token",
                    "/v1/users/a\u00e9/token",
                    "/v1/users/alice/token?a=b",
                    "/v1/users/alice/token?",
                    "/v1/users/alice/token#a",
                    "/v1/users/alice?/token",
                    "/V1/users/alice/token",
                    "/v1/users/alice/tokens",
                    "/v1/users/alicetoken",
                    "http://x/v1/users/alice/token",
                    "/v1/users/" + "u".repeat(256) + "/token",
                    "/v1/users/" + "u".repeat(257) + "/token")));
    Arbitrary<String> methods =
        Arbitraries.frequency(
            Tuple.of(20, "POST"), Tuple.of(1, "GET"), Tuple.of(1, "PUT"), Tuple.of(1, "post"));
    Arbitrary<String> versions = Arbitraries.frequency(Tuple.of(10, "1.1"), Tuple.of(1, "1.0"));
    Arbitrary<String> credentials =
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.of("X-API-Key: {everything}\r\n")),
            Tuple.of(
                1,
                Arbitraries.of(
                    "x-api-key:{issue}\r\n",
                    "X-API-Key: {read}\r\n",
                    "X-API-Key: {tenant}\r\n",
                    "X-API-Key: {chat}\r\n",
                    "X-API-Key: {slow}\r\n",
                    "X-API-Key: {expired}\r\n",
                    "X-API-Key: {hour}\r\n",
                    "X-API-Key: {everything}x\r\n",
                    "X-API-Key: \r\n",
                    "X-API-Key: {everything}\r\nX-API-Key: {read}\r\n",
                    "X-API-Key: {everything}\r\nAuthorization: Bearer {everything}\r\n",
                    "X-API-Key: {everything}\r\nAuthorization:\r\n",
                    "X-API-Key: {everything}\r\nx-api-key: {everything}\r\n",
                    "X-API-Key:\r\nX-API-Key: {everything}\r\n",
                    "Authorization: Bearer {everything}\r\nAuthorization: Bearer {issue}\r\n",
                    "Authorization: Bearer {everything}\r\n",
                    "")));
    Arbitrary<String> more =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.of("Host: x\r\n\r\n")),
            Tuple.of(
                1,
                Arbitraries.of(
                    "\r\n",
                    "Host:\r\n\r\n",
                    "Host: a b\r\n\r\n",
                    "Host: x:port\r\n\r\n",
                    "Host: x\r\nHost: y\r\n\r\n",
                    "Host: x\r\nContent-Length: 0\r\n\r\n",
                    "Host: x\r\nContent-Length: 00\r\n\r\n",
                    "Host: x\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n",
                    "Host: x\r\nContent-Length: 2\r\n\r\n{}",
                    "Host: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
                    "Host: x\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 19\r\n\r\n{\"scopes\":[\"chat\"]}",
                    "Host: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                    "Host: x\r\nExpect: 100-continue\r\n\r\n",
                    "Host: x\r\nExpect: more\r\n\r\n",
                    "Host: x\r\nOrigin: https://app.example.com\r\n\r\n",
                    "Host: x\r\nAccept: text/html\r\n\r\n")));
    return Combinators.combine(
            later, Combinators.combine(methods, paths).as((m, p) -> m + " " + p), versions)
        .flatAs(
            (when, line, version) ->
                Combinators.combine(credentials, more)
                    .as((key, rest) -> new Attempt(when, line, version, key, rest)));
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void whateverIsAskedTheAnswerIsTheRouters(@ForAll("attempts") Attempt attempt) {
    pair.send(attempt);
  }

  @Example
  void aUserWhomThePathMeansOnlyIfItIsNotReadCloselyIsNotAnswered() {
    String users = "[{\"userId\":\".\"},{\"userId\":\"..\"},{\"userId\":\"%41\"}]";
    String body = "{\"requests\":" + users + "}";
    assertThat(pair.send(post("/v1/tokens", "Content-Length: " + body.length(), body)))
        .contains(" 200 OK");
    assertThat(pair.send(post("/v1/users/./token", "Content-Length: 0", ""))).contains(" 404 ");
    assertThat(pair.send(post("/v1/users/../token", "Content-Length: 0", ""))).contains(" 404 ");
    assertThat(pair.send(post("/v1/users/%41/token", "Content-Length: 0", "")))
        .contains("fwd=miss");
    assertThat(pair.send(post("/v1/users/A/token", "Content-Length: 0", "")))
        .contains("detail=near");
  }

  private static Attempt post(String path, String length, String body) {
    return new Attempt(
        Duration.ZERO,
        "POST " + path,
        "1.1",
        "X-API-Key: {everything}\r\n",
        "Host: x\r\nContent-Type: application/json\r\n" + length + "\r\n\r\n" + body);
  }

  @Example
  void aRememberedTokenTakesNoRouterAndAnythingElseDoes() {
    try (Node node = new Node()) {
      Attempt plain = Attempt.plain("X-API-Key: {everything}\r\n");
      assertThat(node.send(plain)).contains(" 200 OK", "fwd=miss");
      List<List<String>> router = new ArrayList<>(node.meters.stream().map(List::copyOf).toList());
      assertThat(node.send(plain)).contains(" 200 OK", "hit; detail=near");
      List<String> direct = node.meters.getLast();
      assertThat(direct).containsExactly("POST /v1/users/{userId}/token 200");
      assertThat(node.meters.subList(0, node.meters.size() - 1))
          .isEqualTo(router.subList(0, router.size() - 1));

      assertThat(node.send(Attempt.plain("Authorization: Bearer {everything}\r\n")))
          .contains("hit; detail=near");
      assertThat(direct).hasSize(1);
    }
  }

  @Example
  void aRememberedTokenTakesNoRouterOverHttp2WhereItIsClearThatNoBodyFollows() {
    SelfSignedCertificate certificate = SelfSignedCertificate.create("localhost");
    JsonObject tls =
        JsonObject.of(
            "certificate", certificate.certificatePath(), "key", certificate.privateKeyPath());
    try (Node node = new Node(false, JsonObject.of("tls", tls));
        Http2Client client = new Http2Client(node.edge.apiPort())) {
      String key = node.edge.keys.everything;
      assertThat(client.post(PLAIN, key, "")).contains("200", "fwd=miss");
      assertThat(client.post(PLAIN, key, "")).contains("200", "detail=near");
      assertThat(node.meters.getLast()).as("a body might follow").isEmpty();
      assertThat(client.post(PLAIN, key, "Content-Length")).contains("200", "detail=near");
      assertThat(node.meters.getLast()).containsExactly("POST /v1/users/{userId}/token 200");
    }
  }

  @Example
  void twoCredentialsAreRefusedAlsoForARememberedToken() {
    try (Node node = new Node()) {
      String key = "X-API-Key: {everything}\r\n";
      assertThat(node.send(Attempt.plain(key))).contains("fwd=miss");
      assertThat(node.send(Attempt.plain(key))).contains("detail=near");
      String bearer = "Authorization: Bearer {everything}\r\n";
      for (String two :
          List.of(key + key, key + "X-API-Key:\r\n", key + bearer, bearer + key, bearer + bearer)) {
        assertThat(node.send(Attempt.plain(two)))
            .startsWith("HTTP/1.1 400 ")
            .contains("/problems/invalid-request");
      }
    }
  }

  @Example
  void aRememberedTokenCountsAgainstTheLimitOnce() {
    try (Node node = new Node()) {
      Attempt slow = Attempt.plain("X-API-Key: {slow}\r\n");
      assertThat(node.send(slow)).contains("fwd=miss", "RateLimit-Remaining: 1");
      assertThat(node.send(slow)).contains("detail=near", "RateLimit-Remaining: 0");
      assertThat(node.send(slow)).contains(" 429 ", "retry-after: 5", "/problems/rate-limited");
      assertThat(node.meters.getLast())
          .containsExactly(
              "POST /v1/users/{userId}/token 200", "POST /v1/users/{userId}/token 429");
    }
  }

  @Example
  void whatGoesWrongOnceATokenIsFoundIsAProblemAsByTheRouter() {
    RateLimit cannotBeCounted = new RateLimit(1, ChronoUnit.FOREVER.getDuration());
    ProxyConfig trustsNoProxy = new ProxyConfig(List.of(), ProxyConfig.Header.X_FORWARDED_FOR);
    try (Node direct = new Node();
        Node routed = new Node(true);
        ErrorLog.Expected expected = ErrorLog.expect("ProblemHandler: Request same failed")) {
      assertThat(expected).isNotNull();
      Attempt plain = Attempt.plain("X-API-Key: {everything}\r\n");
      for (Node node : List.of(direct, routed)) {
        assertThat(node.send(plain)).contains("fwd=miss");
        assertThat(node.send(plain)).contains("detail=near");
        node.edge.rateLimits.replace(
            new LimitsConfig(
                cannotBeCounted,
                cannotBeCounted,
                cannotBeCounted,
                new DownloadsConfig(1, 1),
                trustsNoProxy));
      }
      assertThat(direct.send(plain))
          .startsWith("HTTP/1.1 500 ")
          .contains("application/problem+json", "X-Request-Id: same", "/problems/internal")
          .doesNotContain("token\":")
          .isEqualTo(routed.send(plain));
      assertThat(direct.meters.getLast())
          .containsExactly(
              "POST /v1/users/{userId}/token 200", "POST /v1/users/{userId}/token 500");
    }
  }

  @Example
  void aTokenThatWasRevokedIsNotRemembered() {
    try (Node node = new Node()) {
      Attempt plain = Attempt.plain("X-API-Key: {everything}\r\n");
      node.send(plain);
      assertThat(node.send(plain)).contains("detail=near");
      node.edge.send("DELETE", "/v1/users/alice/tokens");
      node.edge.news.userChanged(new UserId("alice").hash());
      assertThat(node.send(plain)).contains("fwd=miss");
    }
  }
}
