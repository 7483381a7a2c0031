package dev.acsgateway.cli;

import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Says in one line why a command failed; a bad configuration gets a line per problem. The stack
 * trace goes to the log at level DEBUG, without secrets.
 */
final class ErrorPrinter implements IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorPrinter.class);

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parseResult) {
    return tell(failure, commandLine.getCommandName(), commandLine.getErr());
  }

  /** Says it and answers the exit code. */
  static int tell(Exception failure, String command, PrintWriter err) {
    err.println(Explanation.of(failure));
    LOG.debug("{} failed", command, failure);
    return ExitCode.SOFTWARE;
  }
}
