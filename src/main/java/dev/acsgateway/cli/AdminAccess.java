package dev.acsgateway.cli;

import dev.acsgateway.local.EnvironmentFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say where a gateway's admin listener is, and with which key. */
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

  /** A client for it. Blocks to read the files. */
  AdminClient client() throws IOException {
    String key =
        apiKeyFile.isPresent() ? Files.readString(apiKeyFile.get()).strip() : value("ADMIN_KEY");
    return new AdminClient(
        adminUrl.isPresent() ? adminUrl.get() : URI.create(value("ADMIN_URL")), key);
  }

  private String value(String name) {
    String value = environment().get(name);
    if (value == null) {
      throw new CommandFailed(environmentFile + " has no " + name);
    }
    return value;
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
}
