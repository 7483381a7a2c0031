package dev.acsgateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code keys revoke}: the end of an API key. */
@Command(
    name = "revoke",
    description = "Revokes an API key on all nodes of a gateway.",
    mixinStandardHelpOptions = true)
final class RevokeKeyCommand implements Callable<Integer> {
  private final PrintWriter out;

  @Mixin private KeyAccess key = new KeyAccess();

  RevokeKeyCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    key.client().delete(key.path());
    out.println("Revoked " + key.id());
    return 0;
  }
}
