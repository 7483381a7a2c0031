package dev.acsgateway.cli;

import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Names one API key, and says where the gateway is that has it. */
final class KeyAccess {
  @Mixin private AdminAccess access = new AdminAccess();

  @Parameters(paramLabel = "ID", description = "The key's id, as list shows it")
  private String id = "";

  String id() {
    return id;
  }

  String path() {
    return KeyLines.pathOf(id);
  }

  /** Reads what the options name. Blocks. */
  AdminClient client() throws IOException {
    return access.client();
  }
}
