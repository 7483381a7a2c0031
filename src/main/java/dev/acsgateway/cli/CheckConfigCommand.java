package dev.acsgateway.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code check-config}: everything that is wrong with a configuration, without starting. */
@Command(
    name = "check-config",
    description = {
      "Reads a configuration as serve would, and says everything that is wrong with it:",
      "one problem a line, with the setting, what is wrong and what is allowed.",
      "Opens no connection and shows no secret."
    },
    mixinStandardHelpOptions = true)
final class CheckConfigCommand implements Callable<Integer> {
  private final PrintWriter out;

  @Mixin private final ConfigurationFile configuration = new ConfigurationFile();

  CheckConfigCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    configuration.read();
    out.println("The configuration is valid: " + configuration);
    return 0;
  }
}
