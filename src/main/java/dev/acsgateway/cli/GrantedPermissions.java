package dev.acsgateway.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** The option {@code --permissions} of a new API key. */
final class GrantedPermissions {
  @Option(
      names = "--permissions",
      split = ",",
      defaultValue = "tokens:issue",
      paramLabel = "PERMISSION",
      description = "What its holder may do (default: ${DEFAULT-VALUE})")
  private List<String> names = List.of();

  List<String> names() {
    return names;
  }
}
