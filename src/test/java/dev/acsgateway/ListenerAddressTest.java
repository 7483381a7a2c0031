package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.InvalidConfiguration;
import dev.acsgateway.fake.CapturedLogs;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where the listeners are. The kinds: two listeners that are one server without a word about it,
 * and start-up failures that name neither address nor cause (issue 20, numbers 15, 31 and 36).
 */
class ListenerAddressTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "0.0.0.0, 127.0.0.1",
    "127.0.0.1, 0.0.0.0",
    "0.0.0.0, 0.0.0.0",
    "::, 127.0.0.1",
    "'[::]', ::1",
    "0.0.0.0, ::",
    "localhost, 127.0.0.1",
    "::1, localhost",
    "LOCALHOST, localhost",
    "::1, 0:0:0:0:0:0:0:1",
    "10.0.0.5, ::",
    "gateway.internal, Gateway.Internal"
  })
  void oneAddressForBothListenersIsRefused(String api, String admin) {
    assertThat(problemsWith(config(api, 8080, admin, 8080)))
        .contains("admin.port: is that of the API as well");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 8080, 127.0.0.1, 8081",
    "127.0.0.1, 0, 127.0.0.1, 0",
    "127.0.0.1, 8080, 127.0.0.2, 8080",
    "10.0.0.5, 8080, 127.0.0.1, 8080",
    "10.0.0.5, 8080, localhost, 8080",
    "0.0.0.0, 8080, 127.0.0.1, 8081"
  })
  void differentAddressesAreNot(String api, int apiPort, String admin, int adminPort) {
    assertThatCode(() -> read(config(api, apiPort, admin, adminPort))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "",
        "http://0.0.0.0",
        "0.0.0.0:8080",
        "256.0.0.1",
        "10.0.0.0/8",
        "a b",
        "-a",
        "a..b",
        "[::1",
        "::g",
        "1",
        "0.0.0"
      })
  void aHostThatIsNoneIsRefused(String host) {
    assertThat(problemsWith(config(host, 8080, "127.0.0.1", 8081)))
        .contains("api.host: '" + host + "' is not an address or a host name");
  }

  @Test
  void aPortInUseIsNamedWithListenerAddressAndSetting() throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    for (boolean nativeTransport : new boolean[] {true, false}) {
      try (ServerSocket taken = new ServerSocket(0, 1, loopback)) {
        int port = taken.getLocalPort();
        assertThat(startFailure(config("127.0.0.1", port, "127.0.0.1", 0), nativeTransport))
            .isInstanceOf(StartRefused.class)
            .hasMessage(
                "The api listener cannot listen at 127.0.0.1:%d: the port is in use. Change api.host or api.port, or free it."
                    .formatted(port));
        assertThat(startFailure(config("127.0.0.1", 0, "127.0.0.1", port), nativeTransport))
            .hasMessageContaining("The admin listener cannot listen at 127.0.0.1:" + port)
            .hasMessageContaining("admin.port");
      }
    }
  }

  @Test
  void anAddressOfAnotherMachineAndAnUnknownNameAreNamed() throws Exception {
    assertThat(startFailure(config("192.0.2.7", 0, "127.0.0.1", 0), true))
        .hasMessageContaining("192.0.2.7:0: no network interface of this machine has that address");
    assertThat(startFailure(config("no_such.invalid", 0, "127.0.0.1", 0), true))
        .hasMessageContaining("no_such.invalid:0: the host name is unknown");
  }

  @Test
  void aLimitOfOpenFilesBelowWhatTheConnectionsNeedIsWarnedOf() {
    GatewayConfig config = read(config("127.0.0.1", 0, "127.0.0.1", 0));
    try (CapturedLogs log = new CapturedLogs()) {
      OpenFiles.warn(config, 100_000, 2);
      assertThat(log.text()).doesNotContain("OpenFiles");
      OpenFiles.warn(config, 1024, 2);
      assertThat(log.text())
          .contains("This process may open 1024 files; api.load.max-connections on 2 event loops")
          .contains("need 60500");
    }
  }

  private static Throwable startFailure(JsonObject tree, boolean nativeTransport) throws Exception {
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(nativeTransport));
    try {
      return catchThrowable(() -> Gateway.start(vertx, read(tree)).await(60, TimeUnit.SECONDS));
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  private static JsonObject config(String api, int apiPort, String admin, int adminPort) {
    return JsonObject.of(
        "api", JsonObject.of("host", api, "port", apiPort),
        "admin", JsonObject.of("host", admin, "port", adminPort),
        "acs", JsonObject.of("connection-string", "endpoint=https://acs.invalid/;accesskey=AAAA"),
        "redis", JsonObject.of("url", "redis://127.0.0.1:1", "encrypt", false));
  }

  private static GatewayConfig read(JsonObject tree) {
    return ConfigReader.read(tree, Map.of(), GatewayConfig::from);
  }

  private static String problemsWith(JsonObject tree) {
    return String.valueOf(
        catchThrowableOfType(InvalidConfiguration.class, () -> read(tree)).getMessage());
  }
}
