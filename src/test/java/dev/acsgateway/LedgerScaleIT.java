package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.authentication.ApiKeyFactory;
import dev.acsgateway.redis.TestRedis;
import io.vertx.core.json.JsonObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A large ledger through a small heap, over the command line. {@code -Dledger.rows=1000000} makes
 * it a million; without it, as in CI, it has 20,000 rows. The rates go to standard output; they
 * include the start of the command's own JVM.
 */
class LedgerScaleIT {
  private static final int ROWS = Integer.getInteger("ledger.rows", 20_000);
  private static final String RESOURCE = "01234567-89ab-4cde-8f01-23456789abcd";
  private static final Pattern SERVING =
      Pattern.compile(".*Serving: API on port \\d+, admin on port (\\d+)");

  /** A million rows with their identities take more than twice of that. */
  private static final List<String> SMALL_HEAP = List.of("-Xmx64m");

  private final ApiKeyFactory.NewApiKey key =
      new ApiKeyFactory(new SecureRandom()).make("operator");

  @TempDir Path directory;

  @Test
  void aLedgerGoesInAndOutWholeWhateverItsSizeInAHeapThatCouldNotHoldIt() throws Exception {
    TestRedis.flush();
    Path table = table();
    Path keyFile = Files.writeString(directory.resolve("key"), key.key().value());
    try (GatewayJar gateway = gateway()) {
      List<String> said = gateway.readUntil(line -> SERVING.matcher(line).matches());
      Matcher serving = SERVING.matcher(said.getLast());
      assertThat(serving.matches()).isTrue();
      String url = "http://127.0.0.1:" + serving.group(1);
      String[] access = {"--admin-url", url, "--api-key-file", keyFile.toString()};

      assertThat(ledger("import", access, table.toString())).contains("added      " + ROWS);
      assertThat(ledger("import", access, table.toString())).contains("same       " + ROWS);
      Path export = directory.resolve("export.ndjson");
      assertThat(ledger("export", access, export.toString()))
          .contains("Exported " + ROWS + " identities to " + export);
      assertThat(fingerprint(export)).isEqualTo(fingerprint(table));
      assertThat(ledger("reconcile", access))
          .contains(
              "records           " + ROWS, "indexed           0", "users             " + ROWS);
      assertThat(stats(url).getJsonObject("ledger").getInteger("users")).isEqualTo(ROWS);
      assertThat(gateway.terminate()).isZero();
    }
  }

  private Path table() throws IOException {
    Path file = directory.resolve("table.ndjson");
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (int i = 0; i < ROWS; i++) {
        writer.write(
            "{\"userId\":\"user-%d@example.org\",\"identity\":\"8:acs:%s_%08x-aaaa-4bbb-8ccc-0123456789ab\"}\n"
                .formatted(i, RESOURCE, i));
      }
    }
    return file;
  }

  /** The same for the same users with the same identities, in any order. */
  private static long fingerprint(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.contains("\"userId\""))
          .map(JsonObject::new)
          .mapToLong(
              row -> (row.getString("userId") + row.getString("identity")).hashCode() * 31L + 7)
          .sum();
    }
  }

  private GatewayJar gateway() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("gateway.yaml"),
            """
            api: {host: 127.0.0.1, port: 0}
            admin: {port: 0}
            acs:
              connection-string: endpoint=https://contoso.communication.azure.com/;accesskey=AAAA
            redis: {url: "%s", encrypt: false}
            authentication:
              api-keys:
                - {id: %s, hash: %s, permissions: ["ledger:read", "ledger:write"]}
            """
                .formatted(TestRedis.url(), key.id(), key.hash().toHex()));
    return GatewayJar.start(SMALL_HEAP, directory, "serve", "--config", file.toString());
  }

  private List<String> ledger(String what, String[] access, String... more)
      throws IOException, InterruptedException {
    String[] arguments =
        Stream.of(Stream.of("ledger", what), Stream.of(access), Stream.of(more))
            .flatMap(part -> part)
            .toArray(String[]::new);
    long start = System.nanoTime();
    try (GatewayJar command = GatewayJar.start(directory, arguments)) {
      List<String> said = command.readUntil(line -> false);
      assertThat(command.exitCode()).as("%s", said).isZero();
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "ledger %s: %d rows in %.1f s, %.0f rows/s%n", what, ROWS, seconds, ROWS / seconds);
      return said;
    }
  }

  private JsonObject stats(String url) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return new JsonObject(
          http.send(
                  HttpRequest.newBuilder(URI.create(url + "/admin/v1/stats"))
                      .header("X-API-Key", key.key().value())
                      .build(),
                  BodyHandlers.ofString())
              .body());
    }
  }
}
