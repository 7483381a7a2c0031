package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PagesTest {
  private RunningEdge edge;

  @BeforeAll
  void start() {
    edge = new RunningEdge();
  }

  @AfterAll
  void stop() {
    edge.close();
  }

  private Answer get(String path, String... headers) {
    return edge.send("GET", path, Optional.empty(), headers);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs/",
        "/docs/swagger-ui-bundle.js",
        "/docs/favicon-32x32.png",
        "/demo/demo.css",
        "/console/",
        "/console/console.js"
      })
  void aPageIsSentOnceAndThenOnlyWhenItHasChanged(String path) {
    Answer first = get(path);
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.header("Cache-Control")).hasValue("no-cache");
    String tag = first.header("ETag").orElseThrow();

    Answer again = get(path, "If-None-Match", tag);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(get(path, "If-None-Match", "W/\"another\"").status()).isEqualTo(200);
  }

  @Test
  void aPageIsCompressedForWhoTakesThat() {
    Answer plain = get("/docs/swagger-ui-bundle.js");
    Answer compressed = get("/docs/swagger-ui-bundle.js", "Accept-Encoding", "gzip, br");
    assertThat(plain.header("Content-Encoding")).isEmpty();
    assertThat(compressed.header("Content-Encoding")).hasValue("gzip");
    assertThat(compressed.header("Vary")).hasValue("accept-encoding");
    assertThat(compressed.body().length()).isLessThan(plain.body().length() / 2);
    assertThat(compressed.header("ETag")).isEqualTo(plain.header("ETag"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "identity;q=0, gzip;q=0",
        "*;q=0",
        "gzip;q=0, *;q=0",
        "identity;q=0",
        "identity;q=0, br",
        "br, *;q=0"
      })
  void aClientThatTakesNeitherCodingGetsNone(String header) {
    Answer refused = get("/docs/docs.js", "Accept-Encoding", header);
    assertThat(refused.status()).isEqualTo(406);
    assertThat(refused.problem()).isEqualTo("not-acceptable");
    assertThat(refused.header("Vary")).hasValue("accept-encoding");
    assertThat(refused.header("ETag")).isEmpty();
    assertThat(refused.header("Cache-Control")).hasValue("no-store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "br", "gzip;q=0", "*;q=0, identity", "identity", "zstd;q=0.5"})
  void aClientThatOnlyDoesWithoutGzipGetsTheFileAsItIs(String header) {
    Answer plain = get("/docs/docs.js", "Accept-Encoding", header);
    assertThat(plain.status()).isEqualTo(200);
    assertThat(plain.header("Content-Encoding")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs/", "/demo/", "/docs/docs.js", "/console/", "/console/console.js"})
  void aPageMayRunNothingButItsOwnFilesAndAskNobodyElse(String path) {
    List<String> policy =
        List.of(get(path).header("Content-Security-Policy").orElseThrow().split("; ", -1));
    assertThat(policy)
        .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'")
        .contains("frame-ancestors 'none'")
        .allSatisfy(rule -> assertThat(rule).doesNotContain("unsafe", "*", "http"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs", "demo", "console"})
  void aPageWithoutItsSlashIsFoundAllTheSame(String name) {
    Answer moved = get("/" + name);
    assertThat(moved.status()).isEqualTo(308);
    assertThat(moved.header("Location")).hasValue(name + "/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs/none.js",
        "/docs/index.html",
        "/docs/%2E%2E%2Fopenapi.yaml",
        "/console/index.html",
        "/console/%2E%2E%2Fopenapi.yaml"
      })
  void nothingElseOfTheClassPathIsServed(String path) {
    assertThat(get(path).problem()).isEqualTo("route-not-found");
  }

  @Test
  void theDemoSignsInItsOwnUsersAndNobodyElse() {
    Answer signedIn = edge.send("POST", "/demo/sign-in", Optional.of("{\"user\":\"alice\"}"));
    String bearer = "Bearer " + signedIn.json().getString("jwt");
    assertThat(edge.send("POST", "/v1/token", Optional.empty(), "Authorization", bearer).status())
        .isEqualTo(200);
    assertThat(edge.send("POST", "/demo/sign-in", Optional.of("{\"user\":\"admin\"}")).problem())
        .isEqualTo("invalid-request");
  }
}
