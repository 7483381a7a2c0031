package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.authentication.Permission;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * HEAD is answered like GET, without the content (RFC 9110, section 9.3.2), and OPTIONS with what
 * is allowed. The kind of fault: a method that every server must know (section 9.1) is answered
 * with 405, on one route or another.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HeadTest {
  private static final String EVENTS = "/admin/v1/cleanups/{id}/events";
  private static final String EXPORT = "/admin/v1/identities";

  private RunningEdge edge;
  private String job;

  @BeforeAll
  void start() {
    edge = new RunningEdge();
    edge.send("POST", "/v1/users/alice/token");
    job =
        edge.send("POST", "/admin/v1/cleanups", "{\"userIds\":[\"a\"],\"dryRun\":true}")
            .json()
            .getString("id");
    edge.jobs.failAll();
  }

  @AfterAll
  void stop() {
    edge.close();
  }

  Stream<Route> gets() {
    return Stream.concat(edge.apiRoutes.table().stream(), edge.adminRoutes.table().stream())
        .filter(route -> route.method().equals(HttpMethod.GET));
  }

  /** An answer as its bytes say it, without what no two answers have in common. */
  private record Raw(String head, String content) {
    static Raw of(String answer) {
      int end = answer.indexOf("\r\n\r\n");
      List<String> lines =
          answer
              .substring(0, end)
              .lines()
              .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("x-request-id:"))
              .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("ratelimit-"))
              .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("date:"))
              .sorted()
              .toList();
      return new Raw(String.join("\n", lines), answer.substring(end + 4));
    }
  }

  private Raw send(String method, Route route) {
    String path =
        route
            .path()
            .replace("/cleanups/{id}", "/cleanups/" + job)
            .replace("/docs/{file}", "/docs/docs.js")
            .replace("/demo/{file}", "/demo/demo.js")
            .replace("/console/{file}", "/console/console.js")
            .replace("{userId}", "alice");
    boolean isAdmin = edge.adminRoutes.table().contains(route);
    boolean isForUsers =
        route.access() instanceof Access.Requires required
            && required.permission() == Permission.TOKENS_ISSUE_SELF;
    String credential =
        isForUsers
            ? "Authorization: Bearer " + edge.tokens.right("alice")
            : "X-API-Key: " + edge.keys.everything;
    return Raw.of(
        RawHttp.send(
            isAdmin ? edge.adminPort() : edge.apiPort(),
            RawHttp.head(method, path).replace("Host: x", "Host: localhost")
                + credential
                + "\r\nteams-user-aad-token: entra\r\n\r\n"));
  }

  @ParameterizedTest
  @MethodSource("gets")
  void headIsGetWithoutTheContent(Route route) {
    send("GET", route);
    Raw get = send("GET", route);
    Raw head = send("HEAD", route);

    assertThat(get.head()).as("GET %s is fine", route.path()).contains("HTTP/1.1 ");
    assertThat(head.content()).isEmpty();
    if (route.path().equals(EVENTS) || route.path().equals(EXPORT)) {
      assertThat(get.head().lines().filter(line -> !line.startsWith("transfer-encoding:")))
          .as("how its content would be framed is not known before")
          .containsExactlyElementsOf(head.head().lines().toList());
      assertThat(head.head()).contains("HTTP/1.1 200").doesNotContainIgnoringCase("content-length");
    } else {
      assertThat(head.head()).isEqualTo(get.head());
    }
  }

  @Test
  void headHandsOutNoLedger() {
    Route export = gets().filter(route -> route.path().equals(EXPORT)).findFirst().orElseThrow();
    edge.calls.forget();
    send("HEAD", export);
    assertThat(edge.calls.made()).noneMatch(call -> call.startsWith("read ledger"));
  }

  @Test
  void whatIsWrongIsTheSameWithoutContent() {
    for (String path : List.of("/nothing", "/v1/users/alice", "/docs/nothing.js")) {
      String get = RawHttp.send(edge.apiPort(), RawHttp.head("GET", path) + "\r\n");
      String head = RawHttp.send(edge.apiPort(), RawHttp.head("HEAD", path) + "\r\n");
      assertThat(Raw.of(head).content()).isEmpty();
      assertThat(head.lines().findFirst()).isEqualTo(get.lines().findFirst());
    }
  }

  @Test
  void aRouteWithoutGetKnowsNoHead() {
    String answer = RawHttp.send(edge.apiPort(), RawHttp.head("HEAD", "/v1/token") + "\r\n");
    assertThat(answer).startsWith("HTTP/1.1 405").containsIgnoringCase("allow: POST, OPTIONS");
    assertThat(Raw.of(answer).content()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/users/x      | GET, HEAD, DELETE, OPTIONS",
        "/v1/users/x/token| POST, OPTIONS",
        "/openapi.yaml    | GET, HEAD, OPTIONS"
      })
  void optionsSaysWhatIsAllowed(String path, String allowed) {
    String answer = RawHttp.send(edge.apiPort(), RawHttp.head("OPTIONS", path) + "\r\n");
    assertThat(answer)
        .startsWith("HTTP/1.1 204")
        .containsIgnoringCase("allow: " + allowed + "\r\n");
    assertThat(Raw.of(answer).content()).isEmpty();
  }

  @Test
  void optionsOfNothingFindsNothing() {
    assertThat(RawHttp.send(edge.apiPort(), RawHttp.head("OPTIONS", "/nothing") + "\r\n"))
        .startsWith("HTTP/1.1 404");
  }

  @ParameterizedTest
  @CsvSource({"/openapi.yaml, 200", "/docs/, 200", "/docs/swagger-ui-bundle.js, 200", "/x, 404"})
  void headHasNoContentInHttp2Either(String path, int status) throws Exception {
    SelfSignedCertificate certificate = SelfSignedCertificate.create("localhost");
    JsonObject tls =
        JsonObject.of(
            "certificate", certificate.certificatePath(), "key", certificate.privateKeyPath());
    try (RunningEdge secure = new RunningEdge(JsonObject.of("tls", tls));
        HttpClient client = HttpClient.newBuilder().sslContext(trusting(certificate)).build()) {
      URI uri = URI.create("https://localhost:" + secure.apiPort() + path);
      HttpResponse<String> head = exchange(client, uri, "HEAD");
      HttpResponse<String> get = exchange(client, uri, "GET");

      assertThat(head.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(head.statusCode()).isEqualTo(status).isEqualTo(get.statusCode());
      assertThat(head.body()).isEmpty();
      assertThat(head.headers().firstValueAsLong("content-length")).isPresent();
      if (status == 200) {
        assertThat(head.headers().firstValueAsLong("content-length"))
            .isEqualTo(get.headers().firstValueAsLong("content-length"));
      }
    }
  }

  private static HttpResponse<String> exchange(HttpClient client, URI uri, String method)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(20))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static SSLContext trusting(SelfSignedCertificate certificate) throws Exception {
    KeyStore trust = KeyStore.getInstance(KeyStore.getDefaultType());
    trust.load(null);
    try (InputStream in = Files.newInputStream(Path.of(certificate.certificatePath()))) {
      trust.setCertificateEntry(
          "own", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trust);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
