package dev.acsgateway.authentication;

import dev.acsgateway.config.ConfigNode;
import dev.acsgateway.identity.TokenScope;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A claim that says for which scopes a user may have tokens. A token without it is good for none.
 *
 * @param name the claim: a list of texts, or one text of words as in RFC 8693, section 4.2
 * @param meanings the scopes that each value stands for; other values stand for nothing
 */
record ScopeClaim(String name, Map<String, Set<TokenScope>> meanings) {

  ScopeClaim {
    meanings = Map.copyOf(meanings);
  }

  /**
   * Reads {@code scope-claim} and {@code scope-values}. Where no values are given, the claim holds
   * scopes as ACS calls them.
   */
  static Optional<ScopeClaim> from(ConfigNode node) {
    Optional<String> name = node.optionalText("scope-claim");
    Map<String, Set<TokenScope>> meanings = new HashMap<>();
    node.sections("scope-values", ScopeClaim::meaning).forEach(meanings::putAll);
    if (name.isEmpty() && !meanings.isEmpty()) {
      node.addProblem("scope-values", "is given without scope-claim");
    }
    return name.map(claim -> new ScopeClaim(claim, meanings.isEmpty() ? itself() : meanings));
  }

  private static Map<String, Set<TokenScope>> meaning(ConfigNode node) {
    return Map.of(node.text("value"), Choice.of(node, "scopes", List.of(), Choice.SCOPES));
  }

  private static Map<String, Set<TokenScope>> itself() {
    return EnumSet.allOf(TokenScope.class).stream()
        .collect(Collectors.toMap(TokenScope::value, Set::of));
  }

  /** The scopes that these claims allow. */
  Set<TokenScope> read(TokenClaims claims) {
    return values(claims.all().get(name)).stream()
        .flatMap(value -> meanings.getOrDefault(value, Set.of()).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<String> values(@Nullable Object claim) {
    return switch (claim) {
      case String words -> List.of(words.split(" ", -1));
      case List<?> list ->
          list.stream().filter(String.class::isInstance).map(String.class::cast).toList();
      case null, default -> List.of();
    };
  }
}
