package dev.acsgateway.http;

import dev.acsgateway.config.ConfigNode;
import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.identity.TokenScopes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The API listener.
 *
 * @param listener where it listens, and how much it takes
 * @param drain how long it still serves once the node says that it is not ready, so that balancers
 *     can hear of it; counts towards the 30 s that a stop may take
 * @param docs whether it shows the contract, and pages that explain it
 * @param compatibility whether it answers the calls of Microsoft's samples, too
 * @param teamsAppId client id of the Entra application whose Teams users' tokens the samples send;
 *     without one those two calls are not answered
 * @param defaultScopes what a token is for when the request does not say
 */
public record ApiConfig(
    ListenerConfig listener,
    Duration drain,
    boolean docs,
    boolean compatibility,
    Optional<String> teamsAppId,
    TokenScopes defaultScopes) {
  private static final Pattern GUID =
      Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final TokenScopes CHAT_AND_CALLS = TokenScopes.of("chat", "voip");

  /** Reads the section {@code api}. */
  public static ApiConfig from(ConfigNode node) {
    return new ApiConfig(
        ListenerConfig.from(node, "0.0.0.0", 8080),
        node.duration("drain", Duration.ZERO, Duration.ZERO, Duration.ofSeconds(20)),
        node.flag("docs", true),
        node.flag("compatibility", false),
        teamsAppId(node),
        scopes(node));
  }

  private static Optional<String> teamsAppId(ConfigNode node) {
    Optional<String> id = node.optionalText("teams-app-id");
    if (id.filter(text -> !GUID.matcher(text).matches()).isPresent()) {
      node.addProblem("teams-app-id", "must be a GUID");
    }
    return id;
  }

  private static TokenScopes scopes(ConfigNode node) {
    List<String> names = node.texts("default-scopes", CHAT_AND_CALLS.values());
    try {
      return TokenScopes.of(names);
    } catch (InvalidRequest e) {
      node.addProblem("default-scopes", e.detail());
      return CHAT_AND_CALLS;
    }
  }
}
