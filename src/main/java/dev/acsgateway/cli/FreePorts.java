package dev.acsgateway.cli;

import dev.acsgateway.local.FreePort;

/** Checks ports before anything starts, so that the line about a taken one can name its option. */
final class FreePorts {
  private FreePorts() {}

  /**
   * @param option the option that sets the port
   * @throws CommandFailed when somebody listens there already
   */
  static void require(String option, int port) {
    if (!FreePort.isFree(port)) {
      throw new CommandFailed(
          "Port %d is taken; choose another with %s, or 0 for any".formatted(port, option));
    }
  }
}
