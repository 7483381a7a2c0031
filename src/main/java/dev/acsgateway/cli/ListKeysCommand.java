package dev.acsgateway.cli;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code keys list}: the API keys of a gateway that runs. */
@Command(
    name = "list",
    description = "Lists the API keys of a gateway that runs, without their secrets.",
    mixinStandardHelpOptions = true)
final class ListKeysCommand implements Callable<Integer> {
  private final PrintWriter out;

  @Mixin private AdminAccess access = new AdminAccess();

  ListKeysCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    access.client().get(KeyLines.PATH).getJsonArray("keys").stream()
        .map(JsonObject.class::cast)
        .forEach(key -> KeyLines.print(out, key));
    return 0;
  }
}
