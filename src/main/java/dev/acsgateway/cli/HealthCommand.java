package dev.acsgateway.cli;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code health}: whether a node takes requests, for a container's health check. It is run every
 * few seconds, so it takes the JDK's oldest HTTP client, which starts fastest.
 */
@Command(
    name = "health",
    description = {
      "Asks a node whether it takes requests: ends with 0 when it does, else with 1.",
      "For the health check of a container without curl; it asks /health/ready."
    },
    mixinStandardHelpOptions = true)
final class HealthCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  @Option(
      names = "--admin-url",
      paramLabel = "URL",
      description = {
        "The admin listener (default: on this machine, without TLS,",
        "at the port in ACSGW_ADMIN_PORT or 8081)"
      })
  private Optional<URI> adminUrl = Optional.empty();

  @Override
  public Integer call() throws IOException {
    URI ready = adminUrl.orElseGet(HealthCommand::here).resolve("/health/ready");
    HttpURLConnection connection = (HttpURLConnection) ready.toURL().openConnection();
    connection.setConnectTimeout((int) TIMEOUT.toMillis());
    connection.setReadTimeout((int) TIMEOUT.toMillis());
    int status = status(connection, ready);
    if (status != 200) {
      throw new CommandFailed("Not ready: %s answers %d".formatted(ready, status));
    }
    return 0;
  }

  private static int status(HttpURLConnection connection, URI asked) throws IOException {
    try {
      return connection.getResponseCode();
    } catch (IOException e) {
      throw new CommandFailed("Not ready: %s does not answer".formatted(asked));
    } finally {
      connection.disconnect();
    }
  }

  private static URI here() {
    String port = Optional.ofNullable(System.getenv("ACSGW_ADMIN_PORT")).orElse("8081");
    return URI.create("http://127.0.0.1:" + port);
  }
}
