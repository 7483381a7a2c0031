package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which web pages may read answers; said by raw requests, since clients guard these headers. The
 * kind of fault: a browser keeps a page from something that the gateway means to allow, since a
 * header that a route reads or answers with is not listed, or the origin is written otherwise.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CrossOriginTest {
  private RunningEdge edge;
  private RunningEdge one;

  @BeforeAll
  void start() {
    one = new RunningEdge(JsonObject.of("cors-origins", JsonArray.of("https://app.example.com")));
    JsonArray origins = JsonArray.of("https://app.example.com", "HTTPS://Other.Example.com:443");
    edge =
        new RunningEdge(
            JsonObject.of("cors-origins", origins),
            JsonObject.of("failed-authentication", "100000/s"),
            JsonObject.of("cors-origins", origins));
  }

  @AfterAll
  void stop() {
    one.close();
    edge.close();
  }

  private String preflight(String origin) {
    return RawHttp.send(
        edge.apiPort(),
        RawHttp.head("OPTIONS", "/v1/token")
            + "Origin: "
            + origin
            + "\r\nAccess-Control-Request-Method: POST"
            + "\r\nAccess-Control-Request-Headers: authorization,content-type\r\n\r\n");
  }

  private String call(String origin) {
    return RawHttp.send(
        edge.apiPort(),
        RawHttp.head("POST", "/v1/token")
            + "Origin: "
            + origin
            + "\r\nAuthorization: Bearer "
            + edge.tokens.right("alice")
            + "\r\nContent-Length: 0\r\n\r\n");
  }

  @Test
  void aListedOriginMayCallAndRead() {
    assertThat(preflight("https://app.example.com"))
        .startsWith("HTTP/1.1 204")
        .containsIgnoringCase("access-control-allow-origin: https://app.example.com")
        .containsIgnoringCase("access-control-allow-methods:")
        .containsIgnoringCase("access-control-max-age: 3600")
        .doesNotContainIgnoringCase("access-control-allow-credentials");
    assertThat(call("https://app.example.com"))
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("access-control-allow-origin: https://app.example.com")
        .containsIgnoringCase("access-control-expose-headers:")
        .containsIgnoringCase("vary: origin");
  }

  @Test
  void aListedOriginMayReadAlsoWhatWentWrong() {
    assertThat(
            RawHttp.send(
                edge.apiPort(),
                RawHttp.head("POST", "/v1/token")
                    + "Origin: https://app.example.com\r\nContent-Length: 0\r\n\r\n"))
        .startsWith("HTTP/1.1 401")
        .containsIgnoringCase("access-control-allow-origin: https://app.example.com");
  }

  @Test
  void anyOtherOriginIsAnsweredLikeNone() {
    for (String origin :
        new String[] {"https://evil.example.com", "null", "https://app.example.com.evil.com"}) {
      assertThat(preflight(origin))
          .startsWith("HTTP/1.1 204")
          .doesNotContainIgnoringCase("access-control-");
      assertThat(call(origin))
          .startsWith("HTTP/1.1 200")
          .doesNotContainIgnoringCase("access-control-");
    }
  }

  @Test
  void anOriginIsKnownHoweverTheConfigurationWritesIt() {
    assertThat(call("https://other.example.com"))
        .containsIgnoringCase("access-control-allow-origin: https://other.example.com\r\n");
  }

  /** The values of a header, in lower case. */
  private static List<String> values(String answer, String name) {
    return answer
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .map(line -> line.toLowerCase(Locale.ROOT))
        .filter(line -> line.startsWith(name + ":"))
        .flatMap(line -> Arrays.stream(line.substring(name.length() + 1).split(",", -1)))
        .map(String::strip)
        .toList();
  }

  @Test
  void aPageMaySendEveryHeaderThatARouteReads() {
    List<String> allowed =
        values(preflight("https://app.example.com"), "access-control-allow-headers");
    assertThat(allowed)
        .contains("authorization", "content-type", "x-api-key", "x-request-id")
        .contains("traceparent", "tracestate")
        .containsAll(edge.contract.headersRead());
    assertThat(edge.contract.headersRead()).contains("teams-user-aad-token", "x-api-key");
  }

  @Test
  void aPageMayReadEveryHeaderThatAnAnswerHas() {
    List<String> exposed = values(call("https://app.example.com"), "access-control-expose-headers");
    assertThat(exposed)
        .contains("x-request-id", "date")
        .containsAll(edge.contract.headersAnswered());
    assertThat(edge.contract.headersAnswered()).contains("retry-after", "cache-status", "etag");
  }

  @Test
  void aPageMayUseEveryMethodThatARouteHas() {
    assertThat(values(preflight("https://app.example.com"), "access-control-allow-methods"))
        .containsExactlyInAnyOrder("get", "head", "post", "delete");
  }

  @ParameterizedTest
  @CsvSource({
    "https://app.example.com, OPTIONS, /v1/token",
    "https://app.example.com, POST, /v1/token",
    "https://app.example.com, GET, /docs/",
    "https://app.example.com, GET, /docs/docs.js",
    "https://app.example.com, GET, /openapi.yaml",
    "https://app.example.com, GET, /nothing",
    "https://app.example.com, DELETE, /v1/token",
    "https://evil.example.com, OPTIONS, /v1/token",
    "https://evil.example.com, GET, /docs/",
    "https://evil.example.com, GET, /nothing"
  })
  void everyAnswerVariesByOriginAndSaysSoOnce(String origin, String method, String path) {
    for (int port : List.of(edge.apiPort(), one.apiPort())) {
      String answer =
          RawHttp.send(
              port,
              RawHttp.head(method, path)
                  + "Origin: "
                  + origin
                  + "\r\nAccess-Control-Request-Method: POST\r\n\r\n");
      assertThat(answer.lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith("vary:")))
          .hasSize(1);
      assertThat(values(answer, "vary")).doesNotHaveDuplicates().contains("origin");
      if (path.startsWith("/docs/") && !method.equals("OPTIONS")) {
        assertThat(values(answer, "vary")).contains("accept-encoding");
      }
    }
  }

  @Test
  void withoutPagesOfOtherOriginsNoAnswerVariesByThem() {
    try (RunningEdge plain = new RunningEdge()) {
      assertThat(RawHttp.send(plain.apiPort(), RawHttp.head("GET", "/docs/docs.js") + "\r\n"))
          .containsIgnoringCase("vary: accept-encoding\r\n");
    }
  }
}
