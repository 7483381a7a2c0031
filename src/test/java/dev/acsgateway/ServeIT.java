package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.redis.TestRedisProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeIT {
  private static final Pattern SERVING =
      Pattern.compile(".*Serving: API on port (\\d+), admin on port (\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void startsWithoutRedisSaysSoInOneLineAndIsReadyOnceItIsThere() throws Exception {
    try (TestRedisProcess redis = TestRedisProcess.start()) {
      redis.stop();
      try (GatewayJar gateway = serve(configuration(redis.url()))) {
        List<String> said = gateway.readUntil(line -> SERVING.matcher(line).matches());
        assertThat(said).filteredOn(line -> line.contains("Redis is not reachable")).hasSize(1);
        assertThat(said).filteredOn(line -> line.startsWith("\tat ")).isEmpty();
        URI ready = readyUri(said.getLast());
        assertThat(status(ready)).isEqualTo(503);

        redis.restart();

        await().atMost(PATIENCE).until(() -> status(ready) == 200);
        assertThat(gateway.terminate()).isZero();
      }
    }
  }

  @Test
  void refusesABadConfigurationWithEveryProblem() throws Exception {
    try (GatewayJar gateway = serve("api:\n  port: high\nredis:\n  shards: 0\n")) {
      List<String> said = gateway.readUntil(line -> false);
      assertThat(gateway.exitCode()).isEqualTo(1);
      assertThat(said)
          .contains(
              "The configuration has problems:",
              "  api.port: 'high' is not a whole number from 0 to 65535",
              "  redis.shards: '0' is not a whole number from 1 to 16384");
    }
  }

  private GatewayJar serve(String yaml) throws IOException {
    Path file = Files.writeString(directory.resolve("gateway.yaml"), yaml);
    return GatewayJar.start(directory, "serve", "--config", file.toString());
  }

  private static String configuration(String redisUrl) {
    return """
        api: {host: 127.0.0.1, port: 0}
        admin: {port: 0}
        acs:
          connection-string: endpoint=https://contoso.communication.azure.com/;accesskey=AAAA
        redis: {url: "%s", encrypt: false}
        """
        .formatted(redisUrl);
  }

  private static URI readyUri(String serving) {
    Matcher matcher = SERVING.matcher(serving);
    assertThat(matcher.matches()).isTrue();
    return URI.create("http://127.0.0.1:" + matcher.group(2) + "/health/ready");
  }

  private static int status(URI uri) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
    }
  }
}
