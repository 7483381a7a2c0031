package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.http.page.DocsPage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that do not read what they asked for cost little, and nobody else anything. The kind:
 * long answers without a credential, each of which is handed to the connection as a whole.
 */
final class SlowReadersTest {
  private static final String BUNDLE = "/docs/swagger-ui-bundle.js";
  private static final int CHUNK = 32 * 1024;

  /** More than the buffers of the operating system take. */
  private static final int PIPELINED = 50;

  private final List<Socket> readers = new ArrayList<>();

  @AfterEach
  void hangUp() throws IOException {
    for (Socket reader : readers) {
      reader.close();
    }
  }

  private static RunningEdge edge(int perAddress, int total) {
    return new RunningEdge(
        JsonObject.of("request-deadline", "1s"),
        JsonObject.of(
            "downloads",
            JsonObject.of("per-address", perAddress, "total", total),
            "proxies",
            JsonObject.of("trusted", JsonArray.of("127.0.0.1"))));
  }

  /** Asks, and reads nothing. */
  private Socket ask(RunningEdge edge, String address, int times) throws IOException {
    Socket reader = new Socket();
    readers.add(reader);
    reader.setReceiveBufferSize(4096);
    reader.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.apiPort()));
    String request =
        "GET %s HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: %s\r\n\r\n".formatted(BUNDLE, address);
    reader.getOutputStream().write(request.repeat(times).getBytes(StandardCharsets.US_ASCII));
    return reader;
  }

  private static Answer get(RunningEdge edge, String path, String address) {
    return edge.send("GET", path, Optional.empty(), "X-Forwarded-For", address);
  }

  private static void awaitUnderWay(RunningEdge edge, int downloads) {
    await()
        .untilAsserted(
            () -> assertThat(edge.rateLimits.downloads().underWay()).isEqualTo(downloads));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {BUNDLE, "/docs/", "/openapi.yaml", "/demo/demo.css", "/console/console.js"})
  void anAddressHasOnlySoManyDownloadsUnderWay(String path) throws IOException {
    try (RunningEdge edge = edge(2, 10)) {
      ask(edge, "198.51.100.1", PIPELINED);
      ask(edge, "198.51.100.1", PIPELINED);
      await().until(() -> get(edge, path, "198.51.100.1").status() == 429);

      Answer refused = get(edge, path, "198.51.100.1");
      assertThat(refused.problem()).isEqualTo("rate-limited");
      assertThat(refused.header("Retry-After")).hasValue("5");
      assertThat(Objects.requireNonNull(edge.refusals.byReason().get("download")).getAsLong())
          .isPositive();
      assertThat(get(edge, path, "198.51.100.2").status()).isEqualTo(200);
      assertThat(edge.send("POST", "/v1/users/alice/token").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8::1, 2001:DB8:0:0::2",
    "198.51.100.1, ::ffff:198.51.100.1",
  })
  void oneClientIsOneHoweverItsAddressIsWritten(String one, String same) throws IOException {
    try (RunningEdge edge = edge(1, 10)) {
      ask(edge, one, PIPELINED);
      await().until(() -> get(edge, BUNDLE, same).status() == 429);
    }
  }

  @Test
  void aNodeHasOnlySoManyDownloadsUnderWay() throws IOException {
    try (RunningEdge edge = edge(10, 2)) {
      ask(edge, "198.51.100.1", PIPELINED);
      ask(edge, "198.51.100.2", PIPELINED);
      await().until(() -> get(edge, BUNDLE, "198.51.100.3").status() == 503);

      Answer refused = get(edge, BUNDLE, "198.51.100.3");
      assertThat(refused.problem()).isEqualTo("overloaded");
      assertThat(refused.header("Retry-After")).hasValue("5");
      assertThat(edge.send("POST", "/v1/users/alice/token").status()).isEqualTo(200);
    }
  }

  @Test
  void whoHangsUpMakesRoom() throws IOException {
    try (RunningEdge edge = edge(2, 2)) {
      Socket one = ask(edge, "198.51.100.1", PIPELINED);
      Socket another = ask(edge, "198.51.100.1", PIPELINED);
      await().until(() -> get(edge, BUNDLE, "198.51.100.1").status() == 503);
      one.close();
      another.close();
      awaitUnderWay(edge, 0);
      assertThat(get(edge, BUNDLE, "198.51.100.1").status()).isEqualTo(200);
    }
  }

  @Test
  void answersWithoutContentMakeRoomAtOnce() {
    try (RunningEdge edge = edge(1, 1)) {
      String tag = get(edge, BUNDLE, "198.51.100.1").header("ETag").orElseThrow();
      awaitUnderWay(edge, 0);
      for (int i = 0; i < 3; i++) {
        assertThat(edge.send("GET", BUNDLE, Optional.empty(), "If-None-Match", tag).status())
            .isEqualTo(304);
        assertThat(edge.send("GET", "/docs/none.js", Optional.empty()).status()).isEqualTo(404);
        assertThat(RawHttp.send(edge.apiPort(), RawHttp.head("HEAD", BUNDLE) + "\r\n"))
            .startsWith("HTTP/1.1 200");
      }
      awaitUnderWay(edge, 0);
    }
  }

  @Test
  void aDownloadIsWholeHoweverManyChunksItTakes() throws IOException {
    try (RunningEdge edge = edge(1, 1);
        InputStream file = DocsPage.class.getResourceAsStream("/pages/docs/docs.js")) {
      String sent = get(edge, "/docs/docs.js", "198.51.100.1").body();
      assertThat(sent).isEqualTo(new String(file.readAllBytes(), StandardCharsets.UTF_8));
      awaitUnderWay(edge, 0);
      assertThat(get(edge, "/openapi.yaml", "198.51.100.1").body())
          .isEqualTo(OpenApiDocument.load())
          .hasSizeGreaterThan(2 * CHUNK);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs/", "/docs", "/docs/docs.js", BUNDLE, "/openapi.yaml"})
  void theDocsCanBeSwitchedOff(String path) {
    try (RunningEdge edge = new RunningEdge(JsonObject.of("docs", false))) {
      assertThat(edge.send("GET", path, Optional.empty()).problem()).isEqualTo("route-not-found");
      assertThat(edge.send("GET", "/console/", Optional.empty()).status()).isEqualTo(200);
    }
  }
}
