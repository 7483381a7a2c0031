package dev.acsgateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kind: a secret in a text that others wrote (issue 20, number 1). */
class RedactorTest {
  private static final String CORE = "Xq7Zp2Lm9Rt5Vb3K";

  /** As settings hold them; each has the core in it, which must not be seen. */
  private static final List<String> SECRETS =
      List.of(
          CORE,
          "p@ss/" + CORE + "?#%+ é\"\\",
          CORE + "\nsecond line " + CORE,
          "redis://user:" + CORE + "@host:6379/0",
          "redis://:a%2Fb%40" + CORE + "@host",
          "redis://:a/b#" + CORE + "@host,redis://:a/b#" + CORE + "@host2",
          "endpoint=https://contoso.communication.azure.com/;accesskey=" + CORE + "==",
          "Bearer " + CORE,
          "Basic " + base64("user:" + CORE),
          "{\"key\": [{\"value\": \"" + CORE + "\"}]}");

  @Test
  void findsASecretInEverySpelling() {
    for (String secret : SECRETS) {
      assertThat(new Secret(secret)).hasToString("[redacted]");
      List<String> spellings =
          List.of(
              secret,
              secret.replace("\n", " "),
              URLEncoder.encode(secret, StandardCharsets.UTF_8),
              URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"),
              Json.encode(secret),
              base64(secret),
              "Illegal character at index 3: " + secret,
              "For input string: \"" + CORE + "\"");
      for (String spelling : spellings) {
        assertThat(Redactor.redact("<" + spelling + ">"))
            .as(spelling)
            .startsWith("<")
            .endsWith(">")
            .contains("[redacted]")
            .doesNotContain(CORE, base64(CORE).substring(0, 16));
      }
    }
  }

  @Test
  void leavesWhatStandsAroundASecret() {
    assertThat(new Secret("Hd8Wq1Nc6Yt4")).isNotNull();
    assertThat(Redactor.redact("a Hd8Wq1Nc6Yt4 b Hd8Wq1Nc6Yt4"))
        .isEqualTo("a [redacted] b [redacted]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "Serving: API on port 8080, admin on port 8081",
        "ACS at contoso.communication.azure.com:443, Redis at redis-0:6379",
        "redis.url: must look like redis[s]://[user:password@]host[:port][/database]",
        "acsgw_backend was seen, eyJ is no token, a=b, https://host/path?x=y@z"
      })
  void leavesATextWithoutSecretsAsItIs(String text) {
    assertThat(new Secret("endpoint=https://contoso.communication.azure.com;accesskey=" + CORE))
        .isNotNull();
    assertThat(Redactor.redact(text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Unmatched argument: 'acsgw_all_Jk4Lm8Np2Qr6St0Uv3Wx7Yz1Ab5Cd9Ef'",
        "token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJKazRMbTgifQ.Jk4Lm8Np2Qr6St0U",
        "token eyJhbGciOiJSU0EtT0FFUCJ9.Jk4Lm8.Np2Qr6.St0Uv3Wx.Jk4Lm8Np2Qr6",
        "endpoint=https://h/;AccessKey=Jk4Lm8Np2Qr6St0U==",
        "cannot convert 'redis://user:Jk4Lm8Np@host' to a URL"
      })
  void knowsCredentialsByTheirLooksThatNobodyHasRead(String text) {
    assertThat(Redactor.redact(text)).contains("[redacted]").doesNotContain("Jk4Lm8");
  }

  @Test
  void doesNotTakeTheBeginningOfAUrlForASecret() {
    assertThat(new Secret("http://")).isNotNull();
    assertThat(new Secret("redis://h")).isNotNull();
    assertThat(Redactor.redact("http://host redis://host")).isEqualTo("http://host redis://host");
  }

  @Test
  void doesNotTakeAWordForASecretThatIsTooShortToBeOne() {
    assertThat(new Secret("AAAA")).isNotNull();
    assertThat(Redactor.redact("AAAA of AAAAAA")).isEqualTo("AAAA of AAAAAA");
  }

  private static String base64(String text) {
    return Base64.getEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
