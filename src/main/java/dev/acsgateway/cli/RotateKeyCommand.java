package dev.acsgateway.cli;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keys rotate}: a new secret for an API key. */
@Command(
    name = "rotate",
    description = {
      "Gives an API key a new secret; the old one goes on counting for a while.",
      "Its first line is the key, for its owner, shown this once."
    },
    mixinStandardHelpOptions = true)
final class RotateKeyCommand implements Callable<Integer> {
  private final PrintWriter out;

  @Mixin private KeyAccess key = new KeyAccess();

  @Option(
      names = "--grace-seconds",
      defaultValue = "3600",
      paramLabel = "SECONDS",
      description = "How long the old secret goes on counting (default: ${DEFAULT-VALUE})")
  private int graceSeconds;

  RotateKeyCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    JsonObject rotation = JsonObject.of("graceSeconds", graceSeconds);
    KeyLines.printIssued(out, key.client().post(key.path() + "/rotate", rotation));
    return 0;
  }
}
