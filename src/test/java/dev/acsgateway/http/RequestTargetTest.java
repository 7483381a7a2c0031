package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SelfSignedCertificate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * A request whose target is no path is answered, and leaves nothing in the log. The kind: what runs
 * before the router, where nobody answers for a handler that throws.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RequestTargetTest {
  private RunningEdge plain;
  private RunningEdge secure;

  @BeforeAll
  void start() {
    SelfSignedCertificate certificate = SelfSignedCertificate.create("localhost");
    plain = new RunningEdge();
    JsonObject tls =
        JsonObject.of(
            "tls",
            JsonObject.of(
                "certificate", certificate.certificatePath(), "key", certificate.privateKeyPath()));
    secure = new RunningEdge(tls, new JsonObject(), tls);
  }

  @AfterAll
  void stop() {
    plain.close();
    secure.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CONNECT example.com:443           | 405
          CONNECT /                         | 405
          OPTIONS *                         | 405
          GET *                             | 400
          GET openapi.yaml                  | 400
          GET ?query                        | 400
          GET ftp://x/openapi.yaml          | 400
          GET file:///openapi.yaml          | 400
          GET http:/openapi.yaml            | 400
          GET http:///openapi.yaml          | 400
          GET http://x                      | 404
          GET http://x/openapi.yaml         | 200
          GET HTTP://x/openapi.yaml         | 200
          GET /openapi.yaml                 | 200
          GET /%                            | 400
          GET /%zz                          | 400
          GET /\u00e4                       | 404
          BREW /openapi.yaml                | 405
          """)
  void http1(String target, int status) {
    ListAppender<ILoggingEvent> log = listen();
    String answer =
        RawHttp.send(plain.apiPort(), target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertNothingIn(log);
  }

  static Stream<Arguments> http2Requests() {
    return Stream.of(
        Arguments.of("CONNECT", headers("CONNECT").authority("x"), 405),
        Arguments.of("CONNECT with a port", headers("CONNECT").authority("x:443"), 405),
        Arguments.of("CONNECT to nowhere", headers("CONNECT"), 0),
        Arguments.of("CONNECT with a path", headers("CONNECT").authority("x").path("/"), 0),
        Arguments.of("OPTIONS *", headers("OPTIONS").scheme("https").authority("x").path("*"), 405),
        Arguments.of("GET *", get("*"), 400),
        Arguments.of("no slash", get("openapi.yaml"), 400),
        Arguments.of("absolute", get("https://x/openapi.yaml"), 200),
        Arguments.of("empty", get(""), 0),
        Arguments.of("no path", headers("GET").scheme("https").authority("x"), 0),
        Arguments.of("no scheme", headers("GET").authority("x").path("/openapi.yaml"), 0),
        Arguments.of("no authority", headers("GET").scheme("https").path("/openapi.yaml"), 400),
        Arguments.of(
            "a host only",
            headers("GET").scheme("https").path("/openapi.yaml").set("host", "x"),
            200),
        Arguments.of("percent", get("/%zz"), 400),
        Arguments.of(
            "extended CONNECT", get("/").method("CONNECT").set(":protocol", "websocket"), 0));
  }

  private static Http2Headers headers(String method) {
    return new DefaultHttp2Headers(false).method(method);
  }

  private static Http2Headers get(String path) {
    return headers("GET").scheme("https").authority("x").path(path);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("http2Requests")
  void http2(String name, Http2Headers headers, int status) throws Exception {
    ListAppender<ILoggingEvent> log = listen();
    try (Http2Burst client = new Http2Burst(secure.apiPort())) {
      assertThat(client.status(headers)).isEqualTo(status);
      assertThat(client.status(get("/openapi.yaml"))).as("the connection stays").isEqualTo(200);
    }
    assertNothingIn(log);
  }

  @Test
  void connectOnTheListenerThatKnowsItsHosts() throws Exception {
    ListAppender<ILoggingEvent> log = listen();
    try (Http2Burst client = new Http2Burst(secure.adminPort())) {
      assertThat(client.status(headers("CONNECT").authority("localhost:443"))).isEqualTo(405);
      assertThat(client.status(headers("CONNECT").authority("example.com:443"))).isEqualTo(421);
    }
    assertNothingIn(log);
  }

  private static ListAppender<ILoggingEvent> listen() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root().addAppender(log);
    return log;
  }

  private static void assertNothingIn(ListAppender<ILoggingEvent> log) {
    root().detachAppender(log);
    assertThat(log.list)
        .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
        .extracting(ILoggingEvent::getFormattedMessage)
        .isEmpty();
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }
}
