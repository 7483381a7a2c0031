package dev.acsgateway.config;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a configuration: the tree, the environment, and what was asked and found wrong so
 * far. It lives for one call of {@link #read}.
 */
public final class ConfigReader {
  /** Every environment variable of the gateway begins so. */
  public static final String PREFIX = "ACSGW_";

  private final Map<String, String> environment;
  private final ServiceLinks serviceLinks;
  private final boolean documenting;
  private final Set<String> environmentAsked = new TreeSet<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Setting> settings = new ArrayList<>();
  private final Map<String, String> found = new HashMap<>();

  private ConfigReader(Map<String, String> environment, boolean documenting) {
    this.environment = environment;
    this.serviceLinks = new ServiceLinks(environment);
    this.documenting = documenting;
  }

  /**
   * Reads a whole configuration.
   *
   * @param tree the parsed YAML
   * @param environment the process environment
   * @param configuration builds the record from the root node
   * @throws InvalidConfiguration with every problem found
   */
  public static <T> T read(
      JsonObject tree, Map<String, String> environment, Function<ConfigNode, T> configuration) {
    return reading(tree, environment, configuration).configuration();
  }

  /** The same, to be compared with later readings. */
  public static <T> LoadedConfig<T> reading(
      JsonObject tree, Map<String, String> environment, Function<ConfigNode, T> configuration) {
    ConfigReader reader = new ConfigReader(environment, false);
    Section root = new Section(reader, "", tree);
    T result = configuration.apply(new ConfigNode(root));
    root.finish();
    reader.complainOfUnknownVariables();
    if (!reader.problems.isEmpty()) {
      throw new InvalidConfiguration(reader.problems);
    }
    return new LoadedConfig<>(result, reader.found);
  }

  /**
   * Every setting that the configuration asks for, with its default: what there is to document. The
   * settings in a list's sections appear with the path {@code list[].setting}.
   */
  public static List<Setting> settingsOf(Consumer<ConfigNode> configuration) {
    ConfigReader reader = new ConfigReader(Map.of(), true);
    configuration.accept(new ConfigNode(new Section(reader, "", new JsonObject())));
    return List.copyOf(reader.settings);
  }

  private void complainOfUnknownVariables() {
    serviceLinks.addProblem(this);
    environment.entrySet().stream()
        .filter(variable -> !variable.getValue().isBlank())
        .map(Map.Entry::getKey)
        .filter(name -> name.startsWith(PREFIX) && !environmentAsked.contains(name))
        .filter(name -> !serviceLinks.contain(name))
        .sorted()
        .forEach(name -> addProblem(name, "no setting has this environment variable"));
  }

  /** Whether the reading is to find out what may be written. */
  boolean isDocumenting() {
    return documenting;
  }

  void addProblem(String path, String message) {
    problems.add(new Problem(path, message));
  }

  void found(String path, String value) {
    found.put(path, value);
  }

  void asked(Setting setting) {
    settings.add(setting);
  }

  /** Returns the variable's value, or null where it is not set, or is none of ours. */
  @Nullable String environment(String name) {
    environmentAsked.add(name);
    return serviceLinks.contain(name) ? null : environment.get(name);
  }
}
