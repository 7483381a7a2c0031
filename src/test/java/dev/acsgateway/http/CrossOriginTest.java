package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Which web pages may read answers; said by raw requests, since clients guard these headers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CrossOriginTest {
  private RunningEdge edge;

  @BeforeAll
  void start() {
    edge = new RunningEdge(JsonObject.of("cors-origins", JsonArray.of("https://app.example.com")));
  }

  @AfterAll
  void stop() {
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
          .startsWith("HTTP/1.1 405")
          .doesNotContainIgnoringCase("access-control-");
      assertThat(call(origin))
          .startsWith("HTTP/1.1 200")
          .doesNotContainIgnoringCase("access-control-");
    }
  }
}
