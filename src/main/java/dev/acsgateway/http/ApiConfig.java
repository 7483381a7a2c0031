package dev.acsgateway.http;

import dev.acsgateway.config.ConfigNode;
import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.identity.TokenScopes;
import java.time.Duration;
import java.util.List;

/**
 * The API listener.
 *
 * @param listener where it listens, and how much it takes
 * @param drain how long it still serves once the node says that it is not ready, so that balancers
 *     can hear of it; counts towards the 30 s that a stop may take
 * @param compatibility whether it answers the calls of Microsoft's samples, too
 * @param defaultScopes what a token is for when the request does not say
 */
public record ApiConfig(
    ListenerConfig listener, Duration drain, boolean compatibility, TokenScopes defaultScopes) {
  private static final TokenScopes CHAT_AND_CALLS = TokenScopes.of("chat", "voip");

  /** Reads the section {@code api}. */
  public static ApiConfig from(ConfigNode node) {
    return new ApiConfig(
        ListenerConfig.from(node, "0.0.0.0", 8080),
        node.duration("drain", Duration.ZERO, Duration.ZERO, Duration.ofSeconds(20)),
        node.flag("compatibility", false),
        scopes(node));
  }

  private static TokenScopes scopes(ConfigNode node) {
    List<String> names = node.texts("default-scopes", CHAT_AND_CALLS.values());
    try {
      return TokenScopes.of(names);
    } catch (InvalidRequest e) {
      node.complain("default-scopes", e.detail());
      return CHAT_AND_CALLS;
    }
  }
}
