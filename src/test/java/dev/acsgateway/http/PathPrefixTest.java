package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What answers say of paths is right outside of a proxy that serves the gateway under a prefix. The
 * kind: links that are written as if nothing were in front of the gateway.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PathPrefixTest {
  private static final String KEY = "{\"description\": \"x\", \"permissions\": [\"tokens:issue\"]}";
  private static final String CLEANUP = "{\"userIds\":[\"a\"],\"dryRun\":true}";

  private RunningEdge trusting;
  private RunningEdge wary;

  @BeforeAll
  void start() {
    trusting = edge("127.0.0.1");
    wary = edge("10.0.0.0/8");
  }

  @AfterAll
  void stop() {
    trusting.close();
    wary.close();
  }

  private static RunningEdge edge(String trusted) {
    return new RunningEdge(
        new JsonObject(),
        JsonObject.of("proxies", JsonObject.of("trusted", JsonArray.of(trusted))));
  }

  private static String location(RunningEdge edge, String path, String body, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "X-API-Key";
    all[1] = edge.keys.everything;
    return edge.send("POST", path, Optional.of(body), all).header("Location").orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"/gw, /gw", "/team/gw/, /team/gw", "/, ''", "//evil.example, ''", "/a/../b, ''"})
  void locationBeginsWithThePrefixOfATrustedProxy(String header, String prefix) {
    assertThat(location(trusting, "/admin/v1/keys", KEY, "X-Forwarded-Prefix", header))
        .startsWith(prefix + "/admin/v1/keys/");
    assertThat(location(trusting, "/admin/v1/cleanups", CLEANUP, "X-Forwarded-Prefix", header))
        .startsWith(prefix + "/admin/v1/cleanups/");
  }

  @Test
  void nobodyElseIsBelieved() {
    assertThat(location(wary, "/admin/v1/keys", KEY, "X-Forwarded-Prefix", "/gw"))
        .startsWith("/admin/v1/keys/");
    assertThat(contract(wary, "X-Forwarded-Prefix", "/gw")).isEqualTo(OpenApiDocument.load());
  }

  @Test
  void twoPrefixesAreNone() {
    assertThat(
            location(
                trusting,
                "/admin/v1/keys",
                KEY,
                "X-Forwarded-Prefix",
                "/gw",
                "X-Forwarded-Prefix",
                "/evil"))
        .startsWith("/admin/v1/keys/");
  }

  @Test
  void theContractsServerIsThePrefix() {
    assertThat(contract(trusting)).isEqualTo(OpenApiDocument.load());
    assertThat(contract(trusting, "X-Forwarded-Prefix", "/gw"))
        .isEqualTo(OpenApiDocument.load().replaceFirst("\n  - url: /\n", "\n  - url: /gw\n"))
        .isNotEqualTo(OpenApiDocument.load());
  }

  @ParameterizedTest
  @CsvSource({"/docs, docs/", "/console, console/", "/demo, demo/"})
  void pagesAreFoundByRelativeLinks(String path, String location) {
    Answer moved = trusting.send("GET", path, Optional.empty(), "X-Forwarded-Prefix", "/gw");
    assertThat(moved.header("Location")).hasValue(location);
  }

  private static String contract(RunningEdge edge, String... headers) {
    return edge.send("GET", "/openapi.yaml", Optional.empty(), headers).body();
  }
}
