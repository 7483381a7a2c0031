package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A request whose framing is in doubt gets 400, and its connection is closed. The kind: requests of
 * which a proxy and this server could think differently where they end (RFC 9112, section 11.2).
 */
final class BodyFramingTest {
  private static final String LONG = "y".repeat(30_000);
  private RunningEdge edge;

  @BeforeEach
  void start() {
    edge = new RunningEdge();
  }

  @AfterEach
  void stop() {
    edge.close();
  }

  private String post(String path, String headersAndBody) {
    return RawHttp.send(
        edge.apiPort(),
        "POST "
            + path
            + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-API-Key: "
            + edge.keys.everything
            + "\r\n"
            + headersAndBody);
  }

  private void isRefused(String answer) {
    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("/problems/invalid-request");
    assertThat(answer.split("HTTP/1.1 ", -1)).as("one answer").hasSize(2);
    assertThat(edge.calls.made()).isEmpty();
  }

  private void isRefusedWithHeaders(String headers) {
    isRefused(post("/v1/users/a/token", headers));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\r\n{}\r\n0\r\n\r\n",
        "-1\r\n{}\r\n0\r\n\r\n",
        "0x2\r\n{}\r\n0\r\n\r\n",
        "ffffffffffffffffff\r\n{}\r\n0\r\n\r\n",
        "\r\n{}\r\n0\r\n\r\n",
        "2\r\n{}xx0\r\n\r\n",
        "2\n{}\n0\n\n",
        "1\r\n{\r\nzz\r\n",
        "2\r\n{}\r\n0\r\nno colon\r\n\r\n"
      })
  void malformedChunks(String chunks) {
    isRefusedWithHeaders("Transfer-Encoding: chunked\r\n\r\n" + chunks);
  }

  @Test
  void endlessChunkLinesAndTrailers() {
    isRefusedWithHeaders("Transfer-Encoding: chunked\r\n\r\n2;" + LONG + "\r\n{}\r\n0\r\n\r\n");
    isRefusedWithHeaders(
        "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX: " + LONG + "\r\n\r\n");
  }

  @Test
  void malformedChunksOfARequestThatIsAnsweredWithoutThem() {
    String chunked = "Transfer-Encoding: chunked\r\n\r\nzz\r\n";
    assertThat(post("/nothing", chunked)).startsWith("HTTP/1.1 404 ");
    assertThat(
            RawHttp.send(
                edge.apiPort(),
                "POST /v1/users/a/token HTTP/1.1\r\nHost: x\r\n"
                    + "Content-Type: application/json\r\n"
                    + chunked))
        .startsWith("HTTP/1.1 401 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip, chunked",
        "chunked, chunked",
        "identity",
        "identity, chunked",
        "chunked;q=1",
        "xchunked",
        "\u000bchunked",
        "",
        "gzip\r\nTransfer-Encoding: chunked",
        "chunked\r\nTransfer-Encoding: gzip",
        "chunked\r\nTransfer-Encoding: chunked"
      })
  void otherTransferCodingsThanChunked(String coding) {
    isRefusedWithHeaders("Transfer-Encoding: " + coding + "\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
  }

  @Test
  void chunkedInAnyCaseIsServed() {
    assertThat(
            post(
                "/v1/users/a/token",
                "Connection: close\r\nTransfer-Encoding: CHUNKED\r\n\r\n2\r\n{}\r\n0\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2\r\nTransfer-Encoding: chunked",
        "2\r\nContent-Length: 2",
        "2\r\nContent-Length: 3",
        "2, 2",
        "+2",
        "-2",
        "0x2",
        "2 2",
        "",
        "99999999999999999999"
      })
  void lengthsThatAreInDoubt(String length) {
    isRefusedWithHeaders("Content-Length: " + length + "\r\n\r\n{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X : a",
        "X\t: a",
        "no colon",
        "f(o)o: a",
        "X: a\rb",
        "X: a\nY: b",
        "X: a\0b",
        "X: a\u0001b",
        "X: a\u007fb"
      })
  void headersThatOthersReadDifferently(String header) {
    isRefusedWithHeaders(header + "\r\nContent-Length: 2\r\n\r\n{}");
  }
}
