package dev.acsgateway.cli;

import dev.acsgateway.AdminAddress;
import dev.acsgateway.config.YamlFile;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
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
  /** Where the image, the Compose file and the manifests have it. */
  private static final Path USUAL_FILE = Path.of("/etc/acs-token-gateway/gateway.yaml");

  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  @Option(
      names = "--admin-url",
      paramLabel = "URL",
      description = "The admin listener, instead of the one that is configured")
  private Optional<URI> adminUrl = Optional.empty();

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = {
        "What serve was started with; admin.host, admin.port and admin.tls are read, as are their",
        "variables (default: /etc/acs-token-gateway/gateway.yaml, where it exists)"
      })
  private Optional<Path> file = Optional.empty();

  private final Map<String, String> environment;
  private final Path usualFile;

  HealthCommand() {
    this(System.getenv(), USUAL_FILE);
  }

  /**
   * The same on another machine.
   *
   * @param usualFile where a container has its configuration
   */
  HealthCommand(Map<String, String> environment, Path usualFile) {
    this.environment = environment;
    this.usualFile = usualFile;
  }

  @Override
  public Integer call() throws IOException {
    AdminAddress address =
        adminUrl
            .map(url -> new AdminAddress(url, Optional.empty()))
            .orElseGet(() -> AdminAddress.read(configured(), environment));
    URI ready = address.url().resolve("/health/ready");
    HttpURLConnection connection = (HttpURLConnection) ready.toURL().openConnection();
    if (connection instanceof HttpsURLConnection secure) {
      address
          .tls()
          .ifPresent(
              tls -> {
                secure.setSSLSocketFactory(tls.getSocketFactory());
                secure.setHostnameVerifier((name, session) -> true);
              });
    }
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
    } catch (SSLException e) {
      throw new CommandFailed(
          "Not ready: %s refuses TLS; with admin.tls.client-ca, the node's own certificate must be of that issuer"
              .formatted(asked));
    } catch (IOException e) {
      throw new CommandFailed("Not ready: %s does not answer".formatted(asked));
    } finally {
      connection.disconnect();
    }
  }

  private JsonObject configured() {
    return file.or(() -> Optional.of(usualFile).filter(Files::exists))
        .map(YamlFile::load)
        .orElseGet(JsonObject::new);
  }
}
