package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bad credentials count against the client who sent them, and not against the proxy. The kind:
 * addresses that are compared as text, and headers that are split without a look at quotes.
 */
final class TrustedProxyTest {

  private static RunningEdge edge(String header, String... trusted) {
    JsonArray proxies = new JsonArray();
    for (String each : trusted) {
      proxies.add(each);
    }
    return new RunningEdge(
        new JsonObject(),
        JsonObject.of(
            "failed-authentication",
            "1/h",
            "proxies",
            JsonObject.of("trusted", proxies, "header", header)));
  }

  private static int badAttempt(RunningEdge edge, String header, String value) {
    return edge.send(
            "GET", "/v1/users/x", Optional.empty(), "X-API-Key", "acsgw_garbage", header, value)
        .status();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x-forwarded-for | 198.51.100.1              | 198.51.100.2
          x-forwarded-for | 6.6.6.6, 198.51.100.1     | 6.6.6.6, 198.51.100.2
          x-forwarded-for | 198.51.100.1, 10.1.1.1    | 198.51.100.2, 10.1.1.1
          x-forwarded-for | 198.51.100.1:4711         | 198.51.100.2:4711
          forwarded       | for=198.51.100.1;proto=https | for=198.51.100.2;proto=https
          forwarded       | For="[2001:db8::1]:99"    | For="[2001:db8:0:1::1]:99"
          forwarded       | for=198.51.100.1;by="a, for=6.6.6.6" | for=198.51.100.2;by="a, for=6.6.6.6"
          forwarded       | by="\\";for=6.6.6.6";for=198.51.100.1 | by="\\";for=6.6.6.6";for=198.51.100.2
          forwarded       | for="_hidden", for=198.51.100.1 | for=unknown, for=198.51.100.2
          forwarded       | for="198.51.100.1:_port"  | for="198.51.100.2:_port"
          """)
  void aTrustedProxysClientsAreToldApart(String header, String one, String another) {
    try (RunningEdge edge = edge(header, "127.0.0.1", "10.0.0.0/8")) {
      assertThat(badAttempt(edge, header, one)).isEqualTo(401);
      assertThat(badAttempt(edge, header, one)).isEqualTo(429);
      assertThat(badAttempt(edge, header, another)).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8::1, 2001:DB8:0:0::1",
    "2001:db8::1, 2001:db8::ffff:ffff:ffff:ffff",
    "fe80::1%eth0, fe80::1",
    "198.51.100.1, ::ffff:198.51.100.1",
    "198.51.100.1, ::FFFF:c633:6401",
    "198.51.100.1, 0:0:0:0:0:ffff:198.51.100.1"
  })
  void oneClientIsCountedAsOneHoweverItsAddressIsWritten(String one, String same) {
    try (RunningEdge edge = edge("x-forwarded-for", "127.0.0.1")) {
      assertThat(badAttempt(edge, "x-forwarded-for", one)).isEqualTo(401);
      assertThat(badAttempt(edge, "x-forwarded-for", same)).isEqualTo(429);
    }
  }

  @Test
  void whatAClientItselfClaimsIsNotBelieved() {
    try (RunningEdge edge = edge("x-forwarded-for")) {
      assertThat(badAttempt(edge, "x-forwarded-for", "198.51.100.1")).isEqualTo(401);
      assertThat(badAttempt(edge, "x-forwarded-for", "198.51.100.2")).isEqualTo(429);
    }
  }

  @Test
  void whatStandsBeforeTheTrustedPartIsNotBelieved() {
    try (RunningEdge edge = edge("x-forwarded-for", "127.0.0.1")) {
      assertThat(badAttempt(edge, "x-forwarded-for", "1.1.1.1, 198.51.100.1")).isEqualTo(401);
      assertThat(badAttempt(edge, "x-forwarded-for", "2.2.2.2, 198.51.100.1")).isEqualTo(429);
    }
  }

  @Test
  void theOtherHeaderWhichTheProxyPassesOnIsNotBelieved() {
    try (RunningEdge edge = edge("x-forwarded-for", "127.0.0.1")) {
      assertThat(badAttempt(edge, "forwarded", "for=198.51.100.1")).isEqualTo(401);
      assertThat(badAttempt(edge, "forwarded", "for=198.51.100.2")).isEqualTo(429);
    }
  }
}
