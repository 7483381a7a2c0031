package dev.acsgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class HealthCommandTest {
  @Test
  void endsWithZeroForANodeThatTakesRequests() throws Exception {
    CommandRun run = askedOfANodeThatAnswers(200);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out() + run.err()).isEmpty();
  }

  @Test
  void endsWithOneForANodeThatIsNotReady() throws Exception {
    CommandRun run = askedOfANodeThatAnswers(503);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("Not ready: http://127.0.0.1:").contains(" answers 503");
  }

  @Test
  void endsWithOneWhereNobodyListens() throws Exception {
    HttpServer server = serverThatAnswers(200);
    server.stop(0);
    CommandRun run = CommandRun.of("health", "--admin-url", url(server));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("/health/ready does not answer");
  }

  private static CommandRun askedOfANodeThatAnswers(int status) throws IOException {
    HttpServer server = serverThatAnswers(status);
    server.start();
    try {
      return CommandRun.of("health", "--admin-url", url(server));
    } finally {
      server.stop(0);
    }
  }

  private static HttpServer serverThatAnswers(int status) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    return server;
  }

  private static String url(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }
}
