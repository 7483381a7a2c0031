package dev.acsgateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The kind: URLs that a later reader understands otherwise, or not at all (issue 20, number 16).
 */
class HttpUrlTest {
  private static final Set<String> BOTH = Set.of("http", "https");

  @ParameterizedTest
  @CsvSource({
    "HTTP://Otel:4318/v1/Traces, http://otel:4318/v1/Traces",
    "https://[2001:DB8::1], https://[2001:db8:0:0:0:0:0:1]",
    "Https://h/a?b=c, https://h/a?b=c"
  })
  void readsSchemeAndHostInAnyCase(String text, String url) {
    assertThat(HttpUrl.parse(text, BOTH)).hasToString(url);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "c4n4ry            | does not begin with http:// or https://",
        "https:c4n4ry      | does not begin with",
        "ftp://c4n4ry      | does not begin with",
        "http://           | has no host",
        "http:///c4n4ry    | has no host",
        "http://u:c4n4ry@h | has a user or a password",
        "http://c4n4ry_h   | a host name that HTTP clients refuse",
        "http://h:c4n4ry   | a port that is not a number",
        "http://h:0/c4n4ry | a port that is not a number",
        "http://h/c4n4ry#x | a fragment",
        "http://h/c4n4ry x | must be percent-encoded",
        "http://c4n4ry..h  | neither an address nor a name"
      })
  void saysWhatIsWrongAndQuotesNothing(String text, String problem) {
    assertThatThrownBy(() -> HttpUrl.parse(text, BOTH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem)
        .hasMessageNotContaining("c4n4ry");
  }
}
