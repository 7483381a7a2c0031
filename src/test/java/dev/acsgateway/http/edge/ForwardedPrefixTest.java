package dev.acsgateway.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kind: a path from a header that becomes part of a link. */
final class ForwardedPrefixTest {

  @ParameterizedTest
  @CsvSource({
    "/gw, /gw",
    "/gw/, /gw",
    "/team-a/gw_1.0~x, /team-a/gw_1.0~x",
    "/.well-known/gw, /.well-known/gw",
    "/..., /..."
  })
  void isAPathOfPlainSegments(String text, String prefix) {
    assertThat(ForwardedPrefix.parse(text)).isEqualTo(prefix);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "//",
        "gw",
        "//evil.example",
        "/gw//x",
        "/gw//",
        "/gw/../x",
        "/..",
        "/../",
        "/.",
        "/gw/./x",
        "/gw/..",
        "https://evil.example",
        "https:/evil.example",
        "/gw, /x",
        "/gw?x",
        "/gw#x",
        "/gw;x",
        "/g w",
        " /gw",
        "/gw ",
        "/%2e%2e",
        "/g%77",
        "/\\evil.example",
        "\\gw",
        "/gw:1",
        "/user@host",
        "/g\u00e4",
        "/gw\n",
        "/gw\r\nX: y"
      })
  void isIgnoredWhereItIsAnythingElse(String text) {
    assertThat(ForwardedPrefix.parse(text)).isEmpty();
  }

  @Test
  void isIgnoredWhereItIsTooLong() {
    assertThat(ForwardedPrefix.parse("/" + "x".repeat(255))).hasSize(256);
    assertThat(ForwardedPrefix.parse("/" + "x".repeat(256))).isEmpty();
  }
}
