package dev.acsgateway.authentication;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys that the configuration lists. Safe for use from any thread. */
public final class ConfiguredApiKeys implements ApiKeyDirectory {
  private volatile Map<String, ApiKey> keys;

  /**
   * @param keys no two with the same id
   */
  public ConfiguredApiKeys(Collection<ApiKey> keys) {
    this.keys = byId(keys);
  }

  /** Lists other keys from now on; likewise. */
  public void replace(Collection<ApiKey> others) {
    keys = byId(others);
  }

  private static Map<String, ApiKey> byId(Collection<ApiKey> keys) {
    return keys.stream().collect(Collectors.toUnmodifiableMap(ApiKey::id, Function.identity()));
  }

  /** How many there are. */
  public int size() {
    return keys.size();
  }

  /** All of them, by id. */
  List<ApiKey> all() {
    return keys.values().stream().sorted(Comparator.comparing(ApiKey::id)).toList();
  }

  @Override
  public Optional<ApiKey> find(String id) {
    @Nullable ApiKey key = keys.get(id);
    return Optional.ofNullable(key);
  }
}
