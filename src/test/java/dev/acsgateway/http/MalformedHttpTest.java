package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is hardly HTTP any more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MalformedHttpTest {
  private RunningEdge edge;

  @BeforeAll
  void start() {
    edge = new RunningEdge();
  }

  @AfterAll
  void stop() {
    edge.close();
  }

  private void answers(String request, int status, String problem) {
    String answer = RawHttp.send(edge.apiPort(), request);
    assertThat(answer)
        .startsWith("HTTP/1.")
        .contains(" " + status + " ")
        .containsIgnoringCase("X-Request-Id: ")
        .containsIgnoringCase("\r\nDate: ")
        .containsIgnoringCase("Cache-Control: no-store")
        .contains("application/problem+json", "/problems/" + problem);
    assertThat(edge.calls.made()).isEmpty();
  }

  private String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
  }

  @Test
  void tooLongARequestLineIs414() {
    answers(get("/" + "x".repeat(5000)) + "\r\n", 414, "uri-too-long");
  }

  @Test
  void tooLongHeadersAre431() {
    answers(get("/") + "X-Bomb: " + "x".repeat(20_000) + "\r\n\r\n", 431, "headers-too-large");
  }

  @Test
  void brokenPercentEncodingIs400() {
    answers(
        get("/v1/users/a%ZZ") + "X-API-Key: " + edge.keys.everything + "\r\n\r\n",
        400,
        "invalid-request");
    answers(
        get("/v1/users/a%2") + "X-API-Key: " + edge.keys.everything + "\r\n\r\n",
        400,
        "invalid-request");
  }

  @Test
  void noHostIs400() {
    answers("GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400, "invalid-request");
  }

  @Test
  void gibberishIs400() {
    answers("\0\1\2 gibberish\r\n\r\n", 400, "invalid-request");
  }

  @Test
  void anUpgradeThatIsHalfAskedForIsIgnored() {
    answers(get("/nothing") + "Upgrade: h2c\r\n\r\n", 404, "route-not-found");
  }

  @Test
  void aBodyWithoutContentTypeIs415() {
    answers(
        "POST /v1/users/a/token HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: "
            + edge.keys.everything
            + "\r\nContent-Length: 2\r\n\r\n{}",
        415,
        "unsupported-media-type");
  }

  @Test
  void anEndlessBodyIsCutOffAtTheLimit() {
    answers(
        "POST /v1/users/a/token HTTP/1.1\r\nHost: x\r\nX-API-Key: "
            + edge.keys.everything
            + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "11170\r\n"
            + "x".repeat(70_000)
            + "\r\n",
        413,
        "body-too-large");
  }

  @Test
  void aBodyAnnouncedAsTooLongIsNotWaitedFor() {
    answers(
        "POST /v1/users/a/token HTTP/1.1\r\nHost: x\r\nX-API-Key: "
            + edge.keys.everything
            + "\r\nContent-Type: application/json\r\nContent-Length: 1073741824\r\n\r\n{",
        413,
        "body-too-large");
  }
}
