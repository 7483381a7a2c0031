package dev.acsgateway.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * One command, run in this JVM.
 *
 * @param exitCode what the process would have ended with
 * @param out standard output
 * @param err standard error
 */
public record CommandRun(int exitCode, String out, String err) {

  /** Runs it. */
  public static CommandRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        GatewayCommand.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(arguments);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }
}
