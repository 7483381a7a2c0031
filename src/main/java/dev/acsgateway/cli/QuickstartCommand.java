package dev.acsgateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code quickstart}: the ACS access-token quickstart, through the gateway. */
@Command(
    name = "quickstart",
    description = {
      "Runs the Azure Communication Services access-token quickstart through a gateway: issues"
          + " two tokens for a new user, revokes them and deletes the identity.",
      "Prints what Microsoft's quickstart prints."
    },
    mixinStandardHelpOptions = true)
final class QuickstartCommand implements Callable<Integer> {
  private final PrintWriter out;

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description = "Where API_URL and BACKEND_KEY are written (default: ${DEFAULT-VALUE})")
  private Path environmentFile = Path.of("target", "local", "env");

  @Option(names = "--api-url", paramLabel = "URL", description = "The gateway, instead of API_URL")
  private Optional<URI> apiUrl = Optional.empty();

  @Option(
      names = "--api-key-file",
      paramLabel = "FILE",
      description =
          "A file with a backend's API key, instead of BACKEND_KEY (- for standard input)")
  private Optional<Path> apiKeyFile = Optional.empty();

  QuickstartCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    GatewayClient gateway = client();
    String user = "quickstart-" + UUID.randomUUID();
    out.println("Azure Communication Services - Access Tokens Quickstart");
    issue(gateway, user, "voip");
    String identity = issue(gateway, user, "chat");
    gateway.revokeTokens(user);
    out.printf("%nSuccessfully revoked all tokens for identity with ID: %s%n", identity);
    gateway.deleteUser(user);
    out.printf("%nDeleted the identity with ID: %s%n", identity);
    return 0;
  }

  private String issue(GatewayClient gateway, String user, String scope)
      throws IOException, InterruptedException {
    GatewayClient.Token issued = gateway.issueToken(user, scope);
    out.printf(
        "%nIssued a access token with '%s' scope for identity with ID: %s:%n%s%n",
        scope, issued.communicationUserId(), issued.token());
    return issued.communicationUserId();
  }

  private GatewayClient client() throws IOException {
    GatewayAddress address =
        GatewayAddress.read(environmentFile, apiUrl, "API_URL", apiKeyFile, "BACKEND_KEY");
    return new GatewayClient(address.url(), address.apiKey());
  }
}
