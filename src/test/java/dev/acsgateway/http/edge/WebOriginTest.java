package dev.acsgateway.http.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The kind of fault: an origin that the configuration takes and no browser ever sends, so that the
 * page that it is for is refused without a word. Each is written as browsers do, or refused.
 */
final class WebOriginTest {

  @ParameterizedTest
  @CsvSource({
    "https://app.example.com, https://app.example.com",
    "https://app.example.com:443, https://app.example.com",
    "http://app.example.com:80, http://app.example.com",
    "https://app.example.com:80, https://app.example.com:80",
    "http://app.example.com:443, http://app.example.com:443",
    "https://app.example.com:8443, https://app.example.com:8443",
    "https://app.example.com:00443, https://app.example.com",
    "HTTPS://App.EXAMPLE.com, https://app.example.com",
    "http://localhost:3000, http://localhost:3000",
    "http://127.0.0.1:3000, http://127.0.0.1:3000",
    "https://[::1]:8443, https://[::1]:8443",
    "https://[2001:DB8:0:0::1], https://[2001:db8::1]",
    "https://my_app.example.com, https://my_app.example.com",
    "https://xn--mnchen-3ya.example, https://xn--mnchen-3ya.example",
    "https://app.example.com., https://app.example.com."
  })
  void isWrittenAsBrowsersWriteIt(String written, String normal) {
    assertThat(WebOrigin.parse(written).value()).isEqualTo(normal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "null",
        "",
        "https://",
        "https://*",
        "https://*.example.com",
        "app.example.com",
        "//app.example.com",
        "ftp://app.example.com",
        "file:///index.html",
        "chrome-extension://abc",
        "https://app.example.com/",
        "https://app.example.com/path",
        "https://app.example.com?x",
        "https://app.example.com#x",
        "https://user@app.example.com",
        "https://user:password@app.example.com",
        "https://app.example.com:",
        "https://app.example.com:0",
        "https://app.example.com:65536",
        "https://app.example.com:443443",
        "https://app.example.com:https",
        "https://app.example.com:4 43",
        "https://a b.example.com",
        "https://app..example.com",
        "https://.example.com",
        "https://a%62.example.com",
        "https://m\u00fcnchen.example",
        "https://127.1",
        "https://127.0.0.01",
        "https://0x7f.1",
        "https://1.2.3.256",
        "https://[::1",
        "https://[::g]",
        "https://[::ffff:1.2.3.4]",
        "https://a.example.com,https://b.example.com",
        "https://a.example.com https://b.example.com",
        " https://a.example.com"
      })
  void isRefusedWhereNoBrowserSendsIt(String written) {
    assertThatIllegalArgumentException().isThrownBy(() -> WebOrigin.parse(written));
  }

  @ParameterizedTest
  @CsvSource({
    "https://app.example.com/, path",
    "https://m\u00fcnchen.example, xn--mnchen-3ya.example",
    "*, each origin"
  })
  void saysWhatToWriteInstead(String written, String hint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebOrigin.parse(written))
        .withMessageContaining(hint);
  }
}
