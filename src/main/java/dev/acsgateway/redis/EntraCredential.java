package dev.acsgateway.redis;

import dev.acsgateway.config.ConfigNode;
import java.util.Optional;

/**
 * Where the Entra ID tokens come from that authenticate to Redis.
 *
 * @param managedIdentity whether from the managed identity alone; else from the first source that
 *     works: environment, workload or managed identity, developer tools
 * @param clientId which identity, where there are several
 * @param username the user name; empty for the token's object id
 */
public record EntraCredential(
    boolean managedIdentity, Optional<String> clientId, Optional<String> username) {
  /** The scope of tokens for every Azure Redis service. */
  public static final String SCOPE = "https://redis.azure.com/.default";

  static Optional<EntraCredential> from(ConfigNode node) {
    Optional<Boolean> managed =
        node.parsed(
            "credential",
            "managed-identity or default",
            "",
            Optional.empty(),
            text -> Optional.of(isManaged(text)));
    Optional<String> clientId = node.optionalText("client-id");
    if (managed.isEmpty() && clientId.isPresent()) {
      node.addProblem("client-id", "needs credential");
    }
    return managed.map(it -> new EntraCredential(it, clientId, node.optionalText("username")));
  }

  private static boolean isManaged(String text) {
    return switch (text) {
      case "managed-identity" -> true;
      case "default" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }
}
