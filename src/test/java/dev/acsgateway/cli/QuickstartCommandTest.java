package dev.acsgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartCommandTest {
  @TempDir Path directory;

  @Test
  void saysHowToStartAGatewayWhenThereIsNoEnvironmentFile() {
    Path absent = directory.resolve("env");
    CommandRun run = CommandRun.of("quickstart", "--env-file", absent.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "There is no file %s: start a gateway with ./scripts/run, or give --api-url and --api-key-file%n"
                .formatted(absent));
  }

  @Test
  void saysInOneLineThatNothingAnswers() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    CommandRun run = quickstart("http://127.0.0.1:" + port);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "The gateway at http://127.0.0.1:%d does not answer: nothing answers there. Is it running? Start one: ./scripts/run%n"
                .formatted(port));
  }

  @Test
  void saysWhatTheGatewayRefuses() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] problem =
              "{\"detail\":\"The API key is not known.\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(401, problem.length);
          exchange.getResponseBody().write(problem);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      CommandRun run = quickstart(url);
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err())
          .isEqualTo("The gateway at " + url + " refused: 401, The API key is not known.\n");
    } finally {
      server.stop(0);
    }
  }

  private CommandRun quickstart(String url) throws IOException {
    Path environment =
        Files.writeString(directory.resolve("env"), "API_URL=" + url + "\nBACKEND_KEY=k\n");
    return CommandRun.of("quickstart", "--env-file", environment.toString());
  }
}
