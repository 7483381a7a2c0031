package dev.acsgateway.config;

import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A configuration that was read, and what stood where. It shows no value: some are secrets.
 *
 * @param <T> what the configuration is read into
 */
public final class LoadedConfig<T> {
  private final T configuration;
  private final Map<String, String> found;

  LoadedConfig(T configuration, Map<String, String> found) {
    this.configuration = configuration;
    this.found = Map.copyOf(found);
  }

  public T configuration() {
    return configuration;
  }

  /**
   * The settings that stand otherwise than in an earlier reading, set, changed or left out: {@code
   * redis.url}, or {@code authentication.api-keys} for anything in that list. A secret is compared
   * by its value, wherever that lies.
   */
  public SortedSet<String> changedSince(LoadedConfig<?> earlier) {
    SortedSet<String> changed = new TreeSet<>();
    compare(earlier.found, changed);
    earlier.compare(found, changed);
    return changed;
  }

  private void compare(Map<String, String> other, SortedSet<String> changed) {
    found.forEach(
        (path, value) -> {
          if (!Objects.equals(value, other.get(path))) {
            changed.add(path.split("\\[", 2)[0]);
          }
        });
  }
}
