package dev.acsgateway.cli;

import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Names one clean-up job, and says where the gateway is that has it. */
final class JobAccess {
  @Mixin private AdminAccess access = new AdminAccess();

  @Parameters(paramLabel = "ID", description = "The job, as start and list print it")
  private String id = "";

  String id() {
    return id;
  }

  /** Reads what the options name. Blocks. */
  CleanupClient cleanups() throws IOException {
    return new CleanupClient(access.client());
  }
}
