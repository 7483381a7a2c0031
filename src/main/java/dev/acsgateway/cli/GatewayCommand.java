package dev.acsgateway.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code acs-token-gateway}: all commands, wired. */
@Command(
    name = "acs-token-gateway",
    description = {
      "Hands out user access tokens of Azure Communication Services (ACS) from a cache.",
      ""
    },
    footer = {
      "",
      "To look around, without Azure:  acs-token-gateway local",
      "In production:                  acs-token-gateway serve --config gateway.yaml",
      "",
      "Environment: LOG_FORMAT=text|json, LOG_LEVEL=ERROR|WARN|INFO|DEBUG|TRACE; every setting of",
      "the configuration as ACSGW_<SECTION>_<SETTING>.",
      "Exit codes: 0 done, 1 failed, 2 wrong usage."
    },
    subcommands = HelpCommand.class,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class GatewayCommand {
  private GatewayCommand() {}

  /** The command line of this process: {@code commandLine().execute(arguments)} is all of main. */
  public static CommandLine commandLine() {
    return commandLine(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8));
  }

  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    return new CommandLine(new GatewayCommand())
        .addSubcommand(new EmulatorCommand(out))
        .addSubcommand(new QuickstartCommand(out))
        .setOut(out)
        .setErr(err)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(new OneLine());
  }
}
