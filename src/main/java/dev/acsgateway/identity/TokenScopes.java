package dev.acsgateway.identity;

import dev.acsgateway.failure.InvalidRequest;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A set of scopes, not empty, in one canonical order, so that equal sets have equal names. */
public final class TokenScopes {
  /** There are few sets, and caches hold one with each of their keys. */
  private static final Map<Set<TokenScope>, TokenScopes> ALL = new ConcurrentHashMap<>();

  private final Set<TokenScope> scopes;
  private final String canonical;
  private final String json;

  private TokenScopes(EnumSet<TokenScope> scopes) {
    this.scopes = Collections.unmodifiableSet(scopes);
    this.canonical = scopes.stream().map(TokenScope::value).collect(Collectors.joining(","));
    this.json = values().stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
  }

  /** The scopes as a JSON array, in canonical order. */
  public String toJson() {
    return json;
  }

  /**
   * The set of these scopes.
   *
   * @param values scopes as ACS writes them, in any order; a repeat counts once
   * @throws InvalidRequest when there is none, or one is unknown
   */
  public static TokenScopes of(Collection<String> values) {
    EnumSet<TokenScope> scopes = EnumSet.noneOf(TokenScope.class);
    values.forEach(value -> scopes.add(TokenScope.of(value)));
    if (scopes.isEmpty()) {
      throw new InvalidRequest("scopes", "At least one scope is needed.");
    }
    return ALL.computeIfAbsent(scopes, missing -> new TokenScopes(scopes));
  }

  /** The set of these scopes; see {@link #of(Collection)}. */
  public static TokenScopes of(String... values) {
    return of(List.of(values));
  }

  /** The scopes, in canonical order. */
  public Set<TokenScope> asSet() {
    return scopes;
  }

  /** The scopes as ACS writes them, in canonical order. */
  public List<String> values() {
    return scopes.stream().map(TokenScope::value).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenScopes that && scopes.equals(that.scopes);
  }

  @Override
  public int hashCode() {
    return canonical.hashCode();
  }

  /** The canonical name: the scopes in order, joined by commas, for example {@code chat,voip}. */
  @Override
  public String toString() {
    return canonical;
  }
}
