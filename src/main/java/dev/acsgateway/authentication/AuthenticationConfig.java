package dev.acsgateway.authentication;

import dev.acsgateway.config.ConfigNode;
import dev.acsgateway.config.OutboundProxy;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Who is let in.
 *
 * @param apiKeys the keys that the configuration lists
 * @param keySync the longest time after which a change of a shared key takes effect here
 * @param keyGrace how long shared keys are accepted without word from the store
 * @param issuers whose JWTs are accepted
 * @param proxy by which the issuers' keys are fetched
 * @param rememberedTokens how many verified JWTs are remembered at most
 */
public record AuthenticationConfig(
    List<ApiKey> apiKeys,
    Duration keySync,
    Duration keyGrace,
    List<IssuerConfig> issuers,
    OutboundProxy proxy,
    int rememberedTokens) {

  private static final Duration LONGEST_SYNC = Duration.ofSeconds(30);
  private static final Duration LONGEST_GRACE = Duration.ofDays(1);

  public AuthenticationConfig {
    apiKeys = List.copyOf(apiKeys);
    issuers = List.copyOf(issuers);
  }

  /** Reads the section {@code authentication}. */
  public static AuthenticationConfig from(ConfigNode node) {
    List<ApiKey> apiKeys = node.sections("api-keys", ApiKeyConfig::from);
    complainOfRepeats(node, "api-keys", apiKeys, ApiKey::id);
    List<IssuerConfig> issuers = node.sections("issuers", IssuerConfig::from);
    complainOfRepeats(node, "issuers", issuers, IssuerConfig::issuer);
    if (!node.flag("shared-users", false)) {
      complainOfSharedUsers(node, issuers);
    }
    return new AuthenticationConfig(
        apiKeys,
        node.duration("key-sync", LONGEST_SYNC, Duration.ofMillis(100), LONGEST_SYNC),
        node.duration("key-grace", Duration.ofMinutes(10), Duration.ofSeconds(1), LONGEST_GRACE),
        issuers,
        fetchesKeys(issuers) ? OutboundProxy.from(node) : OutboundProxy.NONE,
        node.number("remembered-tokens", 50_000, 0, 10_000_000));
  }

  /** An odd variable of the environment is no problem of a gateway that does not need it. */
  private static boolean fetchesKeys(List<IssuerConfig> issuers) {
    return issuers.stream().anyMatch(issuer -> !(issuer.keys() instanceof JwksSource.Fixed));
  }

  /**
   * Two issuers may name two people alike. Unless that is said to be one user, the users of each
   * need a beginning of their own that is not a beginning of any other's.
   */
  private static void complainOfSharedUsers(ConfigNode node, List<IssuerConfig> issuers) {
    for (int i = 0; i < issuers.size(); i++) {
      String path = "issuers[" + i + "].user-prefix";
      String prefix = issuers.get(i).userPrefix();
      for (int j = 0; j < issuers.size(); j++) {
        String other = issuers.get(j).userPrefix();
        if (i != j && !prefix.isEmpty() && !other.isEmpty() && prefix.startsWith(other)) {
          node.addProblem(
              path,
              "begins like that of issuers["
                  + j
                  + "], so that users of the two could have one name; choose another, or set"
                  + " shared-users: true");
        }
      }
      if (prefix.isEmpty() && issuers.size() > 1) {
        node.addProblem(
            path,
            "is missing: with several issuers, say what to put before the names of each one's"
                + " users, or set shared-users: true if one name means one user in all");
      }
    }
  }

  private static <T> void complainOfRepeats(
      ConfigNode node, String key, List<T> entries, Function<T, String> name) {
    Set<String> seen = new HashSet<>();
    entries.stream()
        .map(name)
        .filter(each -> !seen.add(each))
        .forEach(each -> node.addProblem(key, "lists " + each + " twice"));
  }
}
