package dev.acsgateway.acs;

import dev.acsgateway.config.ConfigNode;
import java.util.Optional;

/**
 * A Microsoft Entra ID identity with a role on the ACS resource: no secret is configured.
 *
 * @param source where its tokens come from
 * @param clientId client id of a user-assigned managed identity; empty for the system-assigned one
 */
public record EntraId(Source source, Optional<String> clientId) implements AcsCredential {

  /** Where Entra ID tokens come from. */
  public enum Source {
    /** The managed identity of the machine, container or function that the gateway runs on. */
    MANAGED_IDENTITY,
    /** The first that works: environment, workload or managed identity, developer tools. */
    DEFAULT;

    private static Source of(String text) {
      return switch (text) {
        case "managed-identity" -> MANAGED_IDENTITY;
        case "default" -> DEFAULT;
        default -> throw new IllegalArgumentException(text);
      };
    }
  }

  static Optional<EntraId> from(ConfigNode node) {
    Optional<Source> source =
        node.parsed(
            "credential",
            "managed-identity or default",
            "",
            Optional.empty(),
            text -> Optional.of(Source.of(text)));
    Optional<String> clientId = node.optionalText("client-id");
    if (source.isEmpty() && clientId.isPresent()) {
      node.addProblem("client-id", "needs credential");
    }
    return source.map(given -> new EntraId(given, clientId));
  }

  /** Constant: the tokens that ACS issues do not depend on any one Entra ID token. */
  @Override
  public String fingerprint() {
    return "entra-id";
  }
}
