package dev.acsgateway;

import dev.acsgateway.cli.GatewayCommand;

/** Where the process starts. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(GatewayCommand.execute(arguments));
  }
}
