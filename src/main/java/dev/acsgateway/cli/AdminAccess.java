package dev.acsgateway.cli;

import dev.acsgateway.local.EnvironmentFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
      description = "A file with an operator's API key, instead of ADMIN_KEY")
  private Optional<Path> apiKeyFile = Optional.empty();

  /** Reads what the options name. Blocks. */
  AdminClient client() throws IOException {
    Map<String, String> environment =
        adminUrl.isPresent() && apiKeyFile.isPresent() ? Map.of() : environment();
    URI url = adminUrl.orElseGet(() -> URI.create(value(environment, "ADMIN_URL")));
    String key =
        apiKeyFile.isPresent()
            ? Files.readString(apiKeyFile.get()).strip()
            : value(environment, "ADMIN_KEY");
    return new AdminClient(url, key);
  }

  private Map<String, String> environment() {
    try {
      return EnvironmentFile.read(environmentFile);
    } catch (IOException e) {
      throw new CommandFailed(
          "There is no file "
              + environmentFile
              + ": start a gateway with ./scripts/run, or give --admin-url and --api-key-file");
    }
  }

  private String value(Map<String, String> environment, String key) {
    return Optional.ofNullable(environment.get(key))
        .orElseThrow(() -> new CommandFailed(environmentFile + " has no " + key));
  }
}
