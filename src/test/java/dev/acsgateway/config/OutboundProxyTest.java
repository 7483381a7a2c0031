package dev.acsgateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the variables of the environment mean that name a proxy. */
final class OutboundProxyTest {
  private static OutboundProxy read(Map<String, String> environment) {
    return ConfigReader.read(new JsonObject(), environment, OutboundProxy::from);
  }

  private static ProxyOptions proxy(String address) {
    return read(Map.of("HTTPS_PROXY", address)).toward("example.com", 443).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "http://proxy:3128, HTTP, proxy, 3128",
    "http://proxy:3128/, HTTP, proxy, 3128",
    "HTTP://proxy, HTTP, proxy, 80",
    "proxy:3128, HTTP, proxy, 3128",
    "' http://10.0.0.1:8080 ', HTTP, 10.0.0.1, 8080",
    "http://[2001:db8::1]:3128, HTTP, 2001:db8::1, 3128",
    "socks5://proxy:9050, SOCKS5, proxy, 9050",
    "socks5h://proxy, SOCKS5, proxy, 1080"
  })
  void anAddressNamesKindHostAndPort(String address, ProxyType type, String host, int port) {
    ProxyOptions options = proxy(address);
    assertThat(options.getType()).isEqualTo(type);
    assertThat(options.getHost()).isEqualTo(host);
    assertThat(options.getPort()).isEqualTo(port);
    assertThat(options.getUsername()).isNull();
  }

  @Test
  void userAndPasswordAreDecoded() {
    ProxyOptions options = proxy("http://us%40er:p+%3Aw:d@proxy:3128");
    assertThat(options.getUsername()).isEqualTo("us@er");
    assertThat(options.getPassword()).isEqualTo("p+:w:d");
  }

  @Test
  void theVariableInLowerCaseWins() {
    OutboundProxy both =
        read(Map.of("HTTPS_PROXY", "http://upper:1", "https_proxy", "http://lower:1"));
    assertThat(both.toward("example.com", 443).orElseThrow().getHost()).isEqualTo("lower");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          *                     | example.com       | true
          example.com           | example.com       | true
          example.com           | a.example.com     | true
          example.com           | badexample.com    | false
          .example.com          | a.example.com     | true
          *.example.com         | a.b.example.com   | true
          EXAMPLE.com           | a.Example.COM     | true
          example.com           | example.com.      | true
          a.example.com         | example.com       | false
          other, example.com    | example.com       | true
          other example.com     | example.com       | true
          example.com:443       | example.com       | true
          example.com:8443      | example.com       | false
          127.0.0.1             | 127.0.0.1         | true
          127.0.0.1             | 127.0.0.10        | false
          ::1                   | [::1]             | true
          [::1]:443             | [::1]             | true
          com                   | example.com       | true
          ,                     | example.com       | false
          .                     | example.com       | false
          """)
  void hostsOfNoProxyAreReachedDirectly(String direct, String host, boolean isDirect) {
    OutboundProxy proxy = read(Map.of("HTTPS_PROXY", "http://proxy:1", "NO_PROXY", direct));
    assertThat(proxy.toward(host, 443).isEmpty()).isEqualTo(isDirect);
  }

  @Test
  void withoutAProxyEverythingIsReachedDirectly() {
    assertThat(read(Map.of()).toward("example.com", 443)).isEmpty();
    assertThat(read(Map.of("HTTPS_PROXY", "", "NO_PROXY", "x")).toward("example.com", 443))
        .isEmpty();
  }
}
