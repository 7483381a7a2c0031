package dev.acsgateway.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/** What a command ends with, as the help of each command says it. */
final class ExitCodes {
  private static final Map<String, String> MEANINGS = new LinkedHashMap<>();

  static {
    MEANINGS.put("0", "done; for what serves: stopped by SIGTERM or Ctrl-C");
    MEANINGS.put("1", "failed, or not all of it was done; standard error says why");
    MEANINGS.put("2", "wrong usage");
  }

  private ExitCodes() {}

  /** Puts them, and the version, into the help of a command and of all below it. */
  static void tellIn(CommandLine command) {
    command
        .getCommandSpec()
        .versionProvider(new Version())
        .usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(MEANINGS);
    command.getSubcommands().values().forEach(ExitCodes::tellIn);
  }
}
