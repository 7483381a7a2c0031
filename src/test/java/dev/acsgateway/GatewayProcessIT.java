package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.fake.CapturedLogs;
import dev.acsgateway.redis.TestRedisProcess;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What a start and a stop say of themselves. The kind: a process that is told to stop at a moment
 * at which nothing was prepared for it, and steps that leave no line in the log (issue 20, number
 * 23).
 */
class GatewayProcessIT {

  @Test
  void isStoppedCleanlyWhileItWaitsForARedisThatDoesNotAnswer() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        CapturedLogs log = new CapturedLogs()) {
      GatewayProcess process = process("redis://127.0.0.1:" + silent.getLocalPort(), "0ms");
      CompletableFuture<Throwable> started =
          CompletableFuture.supplyAsync(() -> catchThrowable(process::start));
      silent.setSoTimeout(60_000);
      try (Socket connection = silent.accept()) {
        assertThat(connection.isConnected()).isTrue();
        process.close();
      }
      assertThat(started.get(60, TimeUnit.SECONDS))
          .isInstanceOf(StartRefused.class)
          .hasMessage("Stopped while it was starting");
      assertThat(ours(log))
          .anySatisfy(
              line ->
                  assertThat(line)
                      .contains(
                          "Starting acs-token-gateway ", " on Java ", "configuration: a test"))
          .anySatisfy(line -> assertThat(line).contains("GatewayProcess Stopped"))
          .noneSatisfy(line -> assertThat(line).containsAnyOf("not reachable", "Lost"));
      assertThat(log.text()).doesNotContain("RejectedExecution");
    }
  }

  @Test
  void saysWhereEverythingIsAndHowItStops() {
    try (TestRedisProcess redis = TestRedisProcess.start();
        CapturedLogs log = new CapturedLogs()) {
      GatewayProcess process = process(redis.url(), "100ms");
      process.start();
      assertThat(log.text())
          .containsPattern(
              "Started within \\d+ ms: Redis \\(standalone\\) at 127\\.0\\.0\\.1:\\d+, ACS at"
                  + " acs\\.invalid");
      process.close();
      List<String> lines = ours(log);
      List<String> stop =
          lines.stream()
              .dropWhile(line -> !line.contains("Stopping"))
              .filter(line -> line.startsWith("INFO") || line.startsWith("WARN"))
              .toList();
      assertThat(stop)
          .satisfiesExactly(
              line -> assertThat(line).contains("Stopping: this node is no longer ready"),
              line -> assertThat(line).contains("Draining: serving for another 100 ms"),
              line -> assertThat(line).contains("GatewayProcess Stopped"));
      assertThat(log.text()).doesNotContain("RejectedExecution");
    }
  }

  private static List<String> ours(CapturedLogs log) {
    return log.text().lines().filter(line -> line.contains(" dev.acsgateway.")).toList();
  }

  private static GatewayProcess process(String redis, String drain) {
    JsonObject tree =
        JsonObject.of(
            "api", JsonObject.of("host", "127.0.0.1", "port", 0, "drain", drain),
            "admin", JsonObject.of("port", 0),
            "acs",
                JsonObject.of("connection-string", "endpoint=https://acs.invalid;accesskey=AAAA"),
            "redis", JsonObject.of("url", redis, "encrypt", false, "silence", "30s"));
    return new GatewayProcess(
        "a test", () -> ConfigReader.reading(tree, Map.of(), GatewayConfig::from), false);
  }
}
