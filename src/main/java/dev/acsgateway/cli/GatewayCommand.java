package dev.acsgateway.cli;

import dev.acsgateway.OperatorSecrets;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
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
      "the configuration as ACSGW_<SECTION>_<SETTING>."
    },
    subcommands = HelpCommand.class,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class GatewayCommand {
  private GatewayCommand() {}

  /** Runs one command of this process and returns its exit code. */
  public static int execute(String... arguments) {
    PrintWriter err =
        new PrintWriter(
            new RedactingWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8)), true);
    return FastCommandParser.of(arguments)
        .map(command -> command.execute(err))
        .orElseGet(
            () ->
                commandLine(new PrintWriter(System.out, true, StandardCharsets.UTF_8), err)
                    .execute(arguments));
  }

  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    CommandLine all = wired(out, err);
    ExitCodes.tellIn(all);
    return all;
  }

  private static CommandLine wired(PrintWriter out, PrintWriter err) {
    return new CommandLine(new GatewayCommand())
        .addSubcommand(new LocalCommand(out))
        .addSubcommand(new QuickstartCommand(out))
        .addSubcommand(new EmulatorCommand(out))
        .addSubcommand(new ServeCommand(new ConfigurationFile()))
        .addSubcommand(new HealthCommand())
        .addSubcommand(new CheckConfigCommand(out))
        .addSubcommand(
            new CommandLine(new CleanupCommand(out)).addSubcommand(new CleanupStartCommand(out)))
        .addSubcommand(new LedgerCommand(out, new FileOutputStream(FileDescriptor.out)))
        .addSubcommand(new StatsCommand(out))
        .addSubcommand(new CompletionCommand(out))
        .addSubcommand(
            new CommandLine(new KeysCommand(out, new OperatorSecrets(new SecureRandom())))
                .addSubcommand(new CreateKeyCommand(out))
                .addSubcommand(new ListKeysCommand(out))
                .addSubcommand(new RotateKeyCommand(out))
                .addSubcommand(new RevokeKeyCommand(out)))
        .setOut(out)
        .setErr(err)
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(URI.class, new UrlOption())
        .setExecutionExceptionHandler(new ErrorPrinter());
  }
}
