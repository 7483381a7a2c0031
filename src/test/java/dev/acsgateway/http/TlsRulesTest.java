package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A client gets strong cipher suites only, and one handshake a connection. The kind: what TLS
 * allows by default although it weakens or costs the server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TlsRulesTest {
  private RunningEdge edge;

  @BeforeAll
  void start() {
    edge = secureEdge();
  }

  @AfterAll
  void stop() {
    edge.close();
  }

  static RunningEdge secureEdge() {
    SelfSignedCertificate certificate = SelfSignedCertificate.create("localhost");
    return new RunningEdge(
        JsonObject.of(
            "tls",
            JsonObject.of(
                "certificate",
                certificate.certificatePath(),
                "key",
                certificate.privateKeyPath())));
  }

  private static SSLSocket connect(int port, String protocol, String... suites) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), new SecureRandom());
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
    socket.setSoTimeout(20_000);
    socket.setEnabledProtocols(new String[] {protocol});
    if (suites.length > 0) {
      socket.setEnabledCipherSuites(suites);
    }
    return socket;
  }

  @ParameterizedTest
  @CsvSource({
    "TLSv1.3, TLS_AES_256_GCM_SHA384",
    "TLSv1.3, TLS_AES_128_GCM_SHA256",
    "TLSv1.3, TLS_CHACHA20_POLY1305_SHA256",
    "TLSv1.2, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "TLSv1.2, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
  })
  void servesStrongSuites(String protocol, String suite) throws Exception {
    try (SSLSocket socket = connect(edge.apiPort(), protocol, suite)) {
      socket.startHandshake();
      assertThat(socket.getSession().getCipherSuite()).isEqualTo(suite);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
        "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_DHE_RSA_WITH_AES_128_CBC_SHA"
      })
  void refusesWeakSuites(String suite) throws Exception {
    try (SSLSocket socket = connect(edge.apiPort(), "TLSv1.2", suite)) {
      assertThatExceptionOfType(IOException.class).isThrownBy(socket::startHandshake);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void servesWhatTheJdkOffersByDefault(String protocol) throws Exception {
    try (SSLSocket socket = connect(edge.apiPort(), protocol)) {
      socket.startHandshake();
      assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
    }
  }

  @Test
  void refusesASecondHandshake() throws Exception {
    Process server = serverProcess();
    try (BufferedReader said = server.inputReader();
        SSLSocket socket = connect(port(said), "TLSv1.2")) {
      socket.getOutputStream().write(request(""));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      socket.getSession().invalidate();

      assertThatExceptionOfType(IOException.class)
          .isThrownBy(
              () -> {
                socket.startHandshake();
                socket.getOutputStream().write(request("Connection: close\r\n"));
                socket.getInputStream().readAllBytes();
              })
          .isNotInstanceOf(SocketTimeoutException.class);
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  /** The first line that is a number; there may be lines of the log before it. */
  private static int port(BufferedReader said) {
    return said.lines()
        .filter(line -> line.matches("\\d+"))
        .mapToInt(Integer::parseInt)
        .findFirst()
        .orElseThrow();
  }

  private static byte[] request(String header) {
    return ("GET /openapi.yaml HTTP/1.1\r\nHost: x\r\n" + header + "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** A process of its own, since the JDK reads the setting once and others have used TLS here. */
  private static Process serverProcess() throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlogback.configurationFile=logback-test.xml",
                "-cp",
                System.getProperty("java.class.path"),
                SecureServer.class.getName()))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
