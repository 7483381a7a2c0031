package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Clients that want to wear the gateway out; meanwhile the others are served as ever. */
final class EdgeUnderAttackTest {
  private static final long TEBIBYTE = 1L << 40;

  private static JsonObject load(Object... settings) {
    JsonObject load = new JsonObject();
    for (int i = 0; i < settings.length; i += 2) {
      load.put((String) settings[i], settings[i + 1]);
    }
    return JsonObject.of("load", load);
  }

  private static Socket connect(RunningEdge edge) throws IOException {
    return connect(edge, 20_000);
  }

  private static Socket connect(RunningEdge edge, int patienceMillis) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.apiPort());
    socket.setSoTimeout(patienceMillis);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static long refused(RunningEdge edge, String reason) {
    return Objects.requireNonNull(edge.refusals.byReason().get(reason)).getAsLong();
  }

  private static void othersAreServed(RunningEdge edge) {
    assertThat(edge.send("POST", "/v1/users/alice/token").status()).isEqualTo(200);
  }

  /** Whether the server has closed; sends one more header byte by the way. */
  private static boolean isClosedWhileTrickling(Socket socket) {
    try {
      write(socket, "x");
      return socket.getInputStream().read() == -1;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void aClientThatTricklesItsHeadersIsCutOff() throws IOException {
    try (RunningEdge edge = new RunningEdge(load("header-timeout", "500ms"));
        Socket slow = connect(edge, 50)) {
      write(slow, "GET /v1/users/x HTTP/1.1\r\nX-Slow: ");
      othersAreServed(edge);
      await().atMost(Duration.ofSeconds(10)).until(() -> isClosedWhileTrickling(slow));
      othersAreServed(edge);
    }
  }

  @Test
  void aClientThatTricklesItsSecondRequestIsCutOffToo() throws IOException {
    JsonObject settings =
        load("header-timeout", "500ms").put("idle-timeout", "1s").put("request-deadline", "500ms");
    try (RunningEdge edge = new RunningEdge(settings);
        Socket slow = connect(edge, 50)) {
      write(
          slow,
          "GET /openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\nGET /openapi.yaml HTTP/1.1\r\nX-Slow: ");
      readWhatIsThere(slow);
      await().atMost(Duration.ofSeconds(15)).until(() -> isClosedWhileTrickling(slow));
      othersAreServed(edge);
    }
  }

  private static void readWhatIsThere(Socket socket) throws IOException {
    try {
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      while (socket.getInputStream().read(new byte[8192]) > 0) {
        // the answer to the first request, which is of no interest here
      }
    } catch (SocketTimeoutException e) {
      // that was all of it
    }
  }

  @Test
  void aConnectionWithoutAnyRequestIsCutOff() throws IOException {
    try (RunningEdge edge = new RunningEdge(load("header-timeout", "300ms"));
        Socket silent = connect(edge)) {
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
      assertThat(refused(edge, "slow-request")).isEqualTo(1);
    }
  }

  @Test
  void aConnectionThatIsSilentAfterItsAnswerIsClosed() throws IOException {
    try (RunningEdge edge =
            new RunningEdge(
                load("header-timeout", "2m")
                    .put("idle-timeout", "1s")
                    .put("request-deadline", "500ms"));
        Socket silent = connect(edge)) {
      long asked = System.nanoTime();
      write(silent, "GET /openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(silent.getInputStream().readAllBytes())
          .startsWith("HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII));
      assertThat(Duration.ofNanos(System.nanoTime() - asked))
          .as("not before its time")
          .isGreaterThan(Duration.ofMillis(900));
    }
  }

  @Test
  void aClientThatDoesNotReadItsAnswersIsCutOff() throws IOException {
    JsonObject settings =
        load("header-timeout", "2m").put("idle-timeout", "1s").put("request-deadline", "500ms");
    try (RunningEdge edge = new RunningEdge(settings);
        Socket deaf = new Socket()) {
      deaf.setReceiveBufferSize(4_096);
      deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.apiPort()));
      write(deaf, "GET /openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n".repeat(100));
      // Asked slower than the server gives up, since what a client sends starts the time anew.
      await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(1_500))
          .until(() -> isClosedByPeer(deaf));
    }
  }

  /** Whether there is nobody left to take one more byte. */
  private static boolean isClosedByPeer(Socket socket) {
    try {
      write(socket, "\r");
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void connectionsThatAreTooManyAreClosedAtOnceAndTheOthersStay() throws IOException {
    try (RunningEdge edge = new RunningEdge(load("max-connections", 3));
        Socket first = connect(edge);
        Socket second = connect(edge)) {
      othersAreServed(edge);
      try (Socket third = connect(edge)) {
        assertThat(third.getInputStream().read()).isEqualTo(-1);
      }
      assertThat(refused(edge, "connection")).isEqualTo(1);
      write(first, "GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(first.getInputStream().read()).isEqualTo('H');
      assertThat(second.isClosed()).isFalse();
    }
  }

  @Test
  void tenThousandIdleConnectionsKeepNobodyFromBeingServed() throws Exception {
    try (RunningEdge edge = new RunningEdge(load("header-timeout", "2m"))) {
      Process idle = idleClients(edge.apiPort());
      try (BufferedReader said = idle.inputReader()) {
        assertThat(said.readLine()).isEqualTo("10000");
        for (int i = 0; i < 50; i++) {
          othersAreServed(edge);
        }
        idle.getOutputStream().close();
        assertThat(said.readLine()).as("open ones at the end").isEqualTo("10000");
        assertThat(refused(edge, "connection")).isZero();
      } finally {
        idle.destroyForcibly().waitFor();
      }
    }
  }

  private static Process idleClients(int port) throws Exception {
    Path classes =
        Path.of(IdleClients.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classes.toString(),
            IdleClients.class.getName(),
            String.valueOf(port),
            "10000")
        .redirectErrorStream(true)
        .start();
  }

  @Test
  void aBodyOfATebibyteIsRefusedUnread() throws IOException {
    try (RunningEdge edge = new RunningEdge();
        Socket big = connect(edge)) {
      write(
          big,
          "POST /v1/users/x/token HTTP/1.1\r\nHost: x\r\nX-API-Key: "
              + edge.keys.everything
              + "\r\nContent-Type: application/json\r\nContent-Length: "
              + TEBIBYTE
              + "\r\n\r\n");
      assertThat(statusLine(big.getInputStream())).contains(" 413 ");
      assertThat(isClosedWhilePouring(big)).isTrue();
      othersAreServed(edge);
    }
  }

  @Test
  void aChunkedBodyWithoutEndIsRefusedAtTheLimit() throws IOException {
    try (RunningEdge edge = new RunningEdge();
        Socket big = connect(edge)) {
      write(
          big,
          "POST /v1/users/x/token HTTP/1.1\r\nHost: x\r\nX-API-Key: "
              + edge.keys.everything
              + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
      String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
      write(big, chunk + chunk);
      assertThat(statusLine(big.getInputStream())).contains(" 413 ");
      othersAreServed(edge);
    }
  }

  /** Sends on until the server closes, which is a matter of time and not of bytes. */
  private static boolean isClosedWhilePouring(Socket socket) {
    byte[] block = new byte[1 << 16];
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    try {
      OutputStream out = socket.getOutputStream();
      while (System.nanoTime() < end) {
        out.write(block);
      }
      return false;
    } catch (IOException closed) {
      return true;
    }
  }

  private static String statusLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n' && c != -1; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  @Test
  void aBombOfHeadersIsRefusedAndTheConnectionClosed() throws IOException {
    try (RunningEdge edge = new RunningEdge();
        Socket bomb = connect(edge)) {
      StringBuilder headers = new StringBuilder("GET /openapi.yaml HTTP/1.1\r\nHost: x\r\n");
      for (int i = 0; i < 5_000; i++) {
        headers.append("X-").append(i).append(": boom\r\n");
      }
      write(bomb, headers.append("\r\n").toString());
      assertThat(statusLine(bomb.getInputStream())).contains(" 431 ");
      othersAreServed(edge);
    }
  }

  @Test
  void aThousandPipelinedRequestsAreAnsweredInTheirOrder() throws IOException {
    try (RunningEdge edge = new RunningEdge();
        Socket hasty = connect(edge)) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 1_000; i++) {
        requests
            .append("GET /nothing HTTP/1.1\r\nHost: x\r\nX-Request-Id: r")
            .append(i)
            .append(i == 999 ? "\r\nConnection: close" : "")
            .append("\r\n\r\n");
      }
      Thread writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      write(hasty, requests.toString());
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  });
      othersAreServed(edge);
      String answers =
          new String(hasty.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      int from = 0;
      for (int i = 0; i < 1_000; i++) {
        from = answers.indexOf("\"requestId\":\"r" + i + "\"", from);
        assertThat(from).as("answer %s of %s", i, answers).isPositive();
      }
      assertThat(writer.isAlive()).isFalse();
      othersAreServed(edge);
    }
  }

  @Test
  void requestsBeyondTheMostThatMayBeUnderWayAreToldToComeBack() throws IOException {
    try (RunningEdge edge = new RunningEdge(load("max-in-flight", 1))) {
      edge.store.hangs = true;
      Socket waiting = connect(edge);
      write(
          waiting,
          "POST /v1/users/x/token HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nX-API-Key: "
              + edge.keys.everything
              + "\r\n\r\n");
      await().until(() -> !edge.calls.made().isEmpty());
      Answer shed = edge.send("POST", "/v1/users/alice/token");
      assertThat(shed.status()).isEqualTo(503);
      assertThat(shed.problem()).isEqualTo("overloaded");
      assertThat(shed.header("Retry-After")).hasValue("1");
      assertThat(refused(edge, "overload")).isPositive();
      edge.store.hangs = false;
      waiting.close();
      await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> edge.send("POST", "/v1/users/alice/token").status() == 200);
    }
  }
}
