package dev.acsgateway.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say where a gateway's admin listener is and with which key to call it. */
final class AdminAccess {
  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description = "Where ADMIN_URL and ADMIN_KEY are written (default: ${DEFAULT-VALUE})")
  private Path environmentFile = Path.of("target", "local", "env");

  @Option(
      names = "--admin-url",
      paramLabel = "URL",
      description = "The admin listener, instead of ADMIN_URL")
  private Optional<URI> adminUrl = Optional.empty();

  @Option(
      names = "--api-key-file",
      paramLabel = "FILE",
      description =
          "A file with an operator's API key, instead of ADMIN_KEY (- for standard input)")
  private Optional<Path> apiKeyFile = Optional.empty();

  /** Reads what the options name. Blocks. */
  AdminClient client() throws IOException {
    GatewayAddress address =
        GatewayAddress.read(environmentFile, adminUrl, "ADMIN_URL", apiKeyFile, "ADMIN_KEY");
    return new AdminClient(address.url(), address.apiKey());
  }
}
