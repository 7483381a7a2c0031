package dev.acsgateway.cli;

import dev.acsgateway.StartRefused;
import dev.acsgateway.config.InvalidConfiguration;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Says in one line why a command failed; a bad configuration gets a line per problem. The stack
 * trace of an unexpected failure goes to the log at level DEBUG.
 */
final class OneLine implements IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(OneLine.class);

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parseResult) {
    return tell(failure, commandLine.getCommandName(), commandLine.getErr());
  }

  /** Says it and answers the exit code. */
  static int tell(Exception failure, String command, PrintWriter err) {
    err.println(describe(failure));
    LOG.debug("{} failed", command, failure);
    return ExitCode.SOFTWARE;
  }

  private static String describe(Exception failure) {
    return switch (failure) {
      case InvalidConfiguration invalid -> String.valueOf(invalid.getMessage());
      case CommandFailed expected -> String.valueOf(expected.getMessage());
      case StartRefused refused -> String.valueOf(refused.getMessage());
      default -> flat("Failed: " + failure);
    };
  }

  private static String flat(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }
}
