package dev.acsgateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code keys revoke}: the end of an API key. */
@Command(
    name = "revoke",
    description = "Revokes an API key on all nodes of a gateway.",
    mixinStandardHelpOptions = true)
final class RevokeKeyCommand implements Callable<Integer> {
  private final PrintWriter out;

  @Mixin private AdminAccess access = new AdminAccess();

  @Parameters(paramLabel = "ID", description = "The key's id, as list shows it")
  private String id = "";

  RevokeKeyCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    access.client().delete(KeyLines.pathOf(id));
    out.println("Revoked " + id);
    return 0;
  }
}
