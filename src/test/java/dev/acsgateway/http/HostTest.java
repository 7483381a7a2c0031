package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.InvalidConfiguration;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whom a request takes the gateway for. The kind of fault: two parties understand the host in two
 * ways, as a proxy and the gateway do of two {@code Host} headers, or a browser and the gateway of
 * a name that an attacker points at the admin listener (DNS rebinding).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostTest {
  private RunningEdge edge;

  @BeforeAll
  void start() {
    edge =
        new RunningEdge(
            new JsonObject(),
            JsonObject.of("failed-authentication", "100000/s"),
            JsonObject.of("hosts", JsonArray.of("Admin.Example.com", "gateway-1")));
    edge.send("POST", "/v1/users/alice/token");
  }

  @AfterAll
  void stop() {
    edge.close();
  }

  private String admin(String path, String hosts) {
    return RawHttp.send(
        edge.adminPort(),
        "GET "
            + path
            + " HTTP/1.1\r\nConnection: close\r\n"
            + hosts
            + "X-API-Key: "
            + edge.keys.everything
            + "\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: x\r\nHost: x\r\n",
        "Host: x\r\nhost: y\r\n",
        "Host: x\r\nHost:\r\n",
        "Host: localhost\r\nHOST: evil.example.com\r\n",
        "Host: a\r\nHost: b\r\nHost: c\r\n"
      })
  void twoHostsAreRefusedByBothListeners(String hosts) {
    String post =
        "POST /v1/users/alice/token HTTP/1.1\r\nConnection: close\r\n"
            + hosts
            + "Content-Length: 0\r\nX-API-Key: "
            + edge.keys.everything
            + "\r\n\r\n";
    for (String answer :
        List.of(RawHttp.send(edge.apiPort(), post), admin("/health/live", hosts))) {
      assertThat(answer)
          .startsWith("HTTP/1.1 400")
          .contains("invalid-request", "\"field\":\"Host\"")
          .containsIgnoringCase("x-request-id: ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8081",
        "LocalHost",
        "localhost.",
        "gateway.localhost:8081",
        "127.0.0.1",
        "127.0.0.1:8081",
        "10.244.3.17:8081",
        "[::1]",
        "[::1]:8081",
        "[fd00::17]:8081",
        "admin.example.com",
        "ADMIN.example.com:443",
        "admin.example.com.",
        "gateway-1:8081"
      })
  void theAdminListenerAnswersToItsNamesAndToAddresses(String host) {
    for (String path : List.of("/admin/v1/stats", "/metrics", "/console/", "/health/ready")) {
      assertThat(admin(path, "Host: " + host + "\r\n")).as(path).startsWith("HTTP/1.1 200");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example.com",
        "evil.example.com:8081",
        "localhost.evil.example.com",
        "evil-localhost",
        "127.0.0.1.nip.io",
        "127.0.0.1.evil.example.com:8081",
        "2130706433",
        "127.1",
        "0x7f000001",
        "x.admin.example.com",
        "admin.example.com.evil.example.com",
        "gateway-2:8081"
      })
  void theAdminListenerAnswersToNoOtherName(String host) {
    edge.calls.forget();
    for (String path :
        List.of("/admin/v1/stats", "/metrics", "/console/", "/health/ready", "/nothing")) {
      assertThat(admin(path, "Host: " + host + "\r\n"))
          .as(path)
          .startsWith("HTTP/1.1 421")
          .contains("misdirected-request", "admin.hosts")
          .doesNotContain("evil");
    }
    assertThat(edge.calls.made()).isEmpty();
  }

  @Test
  void aHostInTheRequestLineCountsInsteadOfTheHeader() {
    assertThat(admin("http://evil.example.com/metrics", "Host: localhost\r\n"))
        .startsWith("HTTP/1.1 421");
  }

  @Test
  void aProbeInHttp10NeedsNoHost() {
    assertThat(RawHttp.send(edge.adminPort(), "GET /health/ready HTTP/1.0\r\n\r\n"))
        .startsWith("HTTP/1.0 200");
  }

  @Test
  void theApiAnswersToAnyName() {
    assertThat(
            RawHttp.send(
                edge.apiPort(),
                "GET /openapi.yaml HTTP/1.1\r\nHost: any.example.com\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  private static AdminConfig config(JsonObject admin) {
    return ConfigReader.read(
        JsonObject.of("admin", admin), Map.of(), root -> AdminConfig.from(root.section("admin")));
  }

  @Test
  void theConfiguredHostIsOneOfItsNames() {
    KnownHosts hosts = config(JsonObject.of("host", "admin.internal")).knownHosts();
    assertThat(hosts.contains("admin.internal")).isTrue();
    assertThat(hosts.contains("other.internal")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "*.example.com",
        "https://a.example.com",
        "a.example.com:8081",
        "a b",
        "a/b"
      })
  void aNameThatNoRequestCarriesIsRefused(String host) {
    assertThatExceptionOfType(InvalidConfiguration.class)
        .isThrownBy(() -> config(JsonObject.of("hosts", JsonArray.of(host))))
        .withMessageContaining("admin.hosts");
  }

  @Test
  void aRefusalDoesNotWaitForABodyThatNeverEnds() {
    String answer =
        RawHttp.send(
            edge.apiPort(),
            RawHttp.head("DELETE", "/v1/users/x/tokens")
                + "Host: y\r\nTransfer-Encoding: chunked\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400 ");
  }
}
