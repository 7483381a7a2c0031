package dev.acsgateway.cli;

import dev.acsgateway.OperatorSecrets;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keys}: makes the secrets that a configuration needs; what asks a gateway is below it. */
@Command(
    name = "keys",
    description = {
      "API keys: create, list, rotate and revoke those of a gateway that runs; generate one for its"
          + " configuration, and the keyset that encrypts tokens in Redis, offline."
    },
    mixinStandardHelpOptions = true)
final class KeysCommand {
  private final PrintWriter out;
  private final OperatorSecrets secrets;

  KeysCommand(PrintWriter out, OperatorSecrets secrets) {
    this.out = out;
    this.secrets = secrets;
  }

  @Command(
      name = "generate",
      description = {
        "Makes an API key. Its first line is the key, for its owner, shown this once;",
        "the rest belongs under authentication.api-keys in the configuration."
      },
      mixinStandardHelpOptions = true)
  int generate(
      @Option(
              names = "--id",
              required = true,
              paramLabel = "ID",
              description = "Names the key in logs: 1 to 32 letters and digits")
          String id,
      @Mixin GrantedPermissions permissions) {
    OperatorSecrets.ApiKey made = apiKey(id, permissions.names());
    out.println(made.key().value());
    out.println();
    out.println("  - id: " + made.id());
    out.println("    hash: " + made.hash());
    out.println("    permissions: [" + quoted(made.permissions()) + "]");
    return 0;
  }

  @Command(
      name = "keyset",
      description = "Makes a keyset that encrypts tokens in Redis, for the setting redis.keyset.",
      mixinStandardHelpOptions = true)
  int keyset() {
    out.println(secrets.keyset().value());
    return 0;
  }

  private OperatorSecrets.ApiKey apiKey(String id, List<String> permissions) {
    try {
      return secrets.apiKey(id, permissions);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    }
  }

  private static String quoted(List<String> permissions) {
    return String.join(", ", permissions.stream().map(each -> '"' + each + '"').toList());
  }
}
