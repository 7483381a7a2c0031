package dev.acsgateway.authentication;

import dev.acsgateway.config.ConfigNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads an API key out of the configuration. */
final class ApiKeyConfig {
  private static final Sha256 STAND_IN = new Sha256(0, 0, 0, 0);

  private ApiKeyConfig() {}

  /** Reads one entry of {@code authentication.api-keys}. */
  static ApiKey from(ConfigNode node) {
    String id = node.text("id");
    if (!ApiKeyFormat.isId(id)) {
      node.addProblem("id", "must have 1 to 32 letters and digits");
    }
    return new ApiKey(
        ApiKeyFormat.isId(id) ? id : "standin",
        hash(node),
        new Grant(
            Choice.of(node, "permissions", List.of(), Choice.PERMISSIONS),
            Choice.of(node, "scopes", Choice.SCOPES.names(), Choice.SCOPES),
            node.parsed(
                "users",
                "a user id, or the beginning of one followed by *",
                "*",
                UserPattern.ANY,
                UserPattern::new),
            rateLimit(node)),
        expiry(node),
        node.text("description", ""));
  }

  private static Sha256 hash(ConfigNode node) {
    Optional<String> text = node.optionalText("hash");
    if (text.isEmpty()) {
      node.addProblem("hash", "is missing; give the SHA-256 of the key's secret");
      return STAND_IN;
    }
    try {
      return Sha256.parse(text.get());
    } catch (IllegalArgumentException e) {
      node.addProblem("hash", "must be a SHA-256 digest in hexadecimal or base64");
      return STAND_IN;
    }
  }

  private static Optional<RateLimit> rateLimit(ConfigNode node) {
    return node.parsed(
        "rate-limit",
        "a number of requests per s, m or h, written like 100/s",
        "",
        Optional.empty(),
        text -> Optional.of(RateLimit.parse(text)));
  }

  private static Optional<Instant> expiry(ConfigNode node) {
    return node.parsed(
        "expires-at",
        "a time written like 2027-01-31T00:00:00Z",
        "",
        Optional.empty(),
        text -> Optional.of(Instant.parse(text)));
  }
}
