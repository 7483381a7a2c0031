package dev.acsgateway.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A section of the configuration. Asking for a setting that is missing or wrong notes a problem and
 * answers a stand-in, so that one reading finds every problem; nothing built from stand-ins is
 * used, since the reading then fails.
 */
public final class ConfigNode {
  private final ConfigReader reader;
  private final String path;
  private final JsonObject tree;
  private final Set<String> asked = new HashSet<>();
  private final Set<ConfigNode> children = new HashSet<>();

  ConfigNode(ConfigReader reader, String path, JsonObject tree) {
    this.reader = reader;
    this.path = path;
    this.tree = tree;
  }

  /** The sub-section {@code key}; empty where it is not written. */
  public ConfigNode section(String key) {
    asked.add(key);
    Object value = tree.getValue(key);
    if (value != null && !(value instanceof JsonObject)) {
      reader.complain(pathOf(key), "must be a section with settings of its own");
    }
    return child(pathOf(key), value instanceof JsonObject section ? section : new JsonObject());
  }

  /** The list of sub-sections under {@code key}, each read by {@code element}. */
  public <T> List<T> sections(String key, Function<ConfigNode, T> element) {
    asked.add(key);
    reader.asked(new Setting(pathOf(key), "", "a list of sections", "[]"));
    Object value = tree.getValue(key);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof JsonArray array)
        || !array.stream().allMatch(JsonObject.class::isInstance)) {
      reader.complain(pathOf(key), "must be a list of sections");
      return List.of();
    }
    return IntStream.range(0, array.size())
        .mapToObj(i -> element.apply(child(pathOf(key) + "[" + i + "]", array.getJsonObject(i))))
        .toList();
  }

  /** A text that must be given. */
  public String text(String key) {
    return optionalText(key).orElseGet(() -> missing(key));
  }

  /** A text with a default. */
  public String text(String key, String defaultValue) {
    return scalar(key, "a text", defaultValue).orElse(defaultValue);
  }

  /** A text that may be left out. */
  public Optional<String> optionalText(String key) {
    return scalar(key, "a text", "");
  }

  /** A list of texts; in the environment, joined by commas. */
  public List<String> texts(String key, List<String> defaultValue) {
    Object value = tree.getValue(key);
    String named = environmentName(key);
    asked.add(key);
    reader.asked(
        new Setting(pathOf(key), named, "a list of texts", String.join(",", defaultValue)));
    String fromEnvironment = reader.environment(named);
    if (fromEnvironment != null) {
      return List.of(fromEnvironment.split(",", -1)).stream().map(String::strip).toList();
    }
    if (value instanceof JsonArray array && array.stream().allMatch(String.class::isInstance)) {
      return array.stream().map(String.class::cast).toList();
    }
    if (value != null) {
      reader.complain(pathOf(key), "must be a list of texts");
    }
    return defaultValue;
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String key, boolean defaultValue) {
    return parsed(
        key, "true or false", String.valueOf(defaultValue), defaultValue, ConfigNode::parseFlag);
  }

  /** A whole number from {@code min} to {@code max}. */
  public int number(String key, int defaultValue, int min, int max) {
    return parsed(
        key,
        "a whole number from " + min + " to " + max,
        String.valueOf(defaultValue),
        defaultValue,
        text -> inRange(Integer.valueOf(text), min, max));
  }

  /** A decimal number from {@code min} to {@code max}. */
  public double decimal(String key, double defaultValue, double min, double max) {
    return parsed(
        key,
        "a number from " + min + " to " + max,
        String.valueOf(defaultValue),
        defaultValue,
        text -> inRange(Double.valueOf(text), min, max));
  }

  /** A time span such as {@code 250ms}, {@code 30s}, {@code 15m}, {@code 2h}, {@code 7d}. */
  public Duration duration(String key, Duration defaultValue, Duration min, Duration max) {
    String allowed =
        "a time span from "
            + Durations.format(min)
            + " to "
            + Durations.format(max)
            + ", written like 250ms, 30s, 15m, 2h or 7d";
    return parsed(
        key,
        allowed,
        Durations.format(defaultValue),
        defaultValue,
        text -> inRange(Durations.parse(text), min, max));
  }

  /**
   * A value that {@code parse} understands; it throws {@link IllegalArgumentException} otherwise.
   */
  public <T> T parsed(
      String key, String allowed, String written, T defaultValue, Function<String, T> parse) {
    Optional<String> text = scalar(key, allowed, written);
    if (text.isEmpty()) {
      return defaultValue;
    }
    try {
      return parse.apply(text.get());
    } catch (RuntimeException e) {
      reader.complain(pathOf(key), "'" + text.get() + "' is not " + allowed);
      return defaultValue;
    }
  }

  /** A secret that may be left out; also taken from a file, see the package documentation. */
  public Optional<Secret> secret(String key) {
    String fileKey = key + "-file";
    Optional<String> file = scalar(fileKey, "the path of a file with the secret", "");
    Optional<String> direct = scalar(key, "a secret", "");
    if (direct.isPresent() && file.isPresent()) {
      reader.complain(pathOf(key), "is given twice, as a value and as a file");
    }
    return direct.or(() -> file.flatMap(name -> readFile(fileKey, name))).map(Secret::new);
  }

  /** A secret that must be given. */
  public Secret requiredSecret(String key) {
    return secret(key).orElseGet(() -> new Secret(missing(key)));
  }

  /** Notes a problem that only the record itself can see. */
  public void complain(String key, String message) {
    reader.complain(pathOf(key), message);
  }

  /** Complains of every key that nobody asked for, here and below. */
  void finish() {
    tree.fieldNames().stream()
        .filter(key -> !asked.contains(key))
        .forEach(key -> reader.complain(pathOf(key), "is not a known setting" + suggestion(key)));
    children.forEach(ConfigNode::finish);
  }

  private String suggestion(String key) {
    return asked.stream()
        .min((a, b) -> Integer.compare(Spelling.distance(a, key), Spelling.distance(b, key)))
        .filter(nearest -> Spelling.distance(nearest, key) <= 3)
        .map(nearest -> "; did you mean " + nearest + "?")
        .orElse("");
  }

  private ConfigNode child(String childPath, JsonObject childTree) {
    ConfigNode child = new ConfigNode(reader, childPath, childTree);
    children.add(child);
    return child;
  }

  private Optional<String> scalar(String key, String allowed, String written) {
    asked.add(key);
    String named = environmentName(key);
    reader.asked(new Setting(pathOf(key), named, allowed, written));
    String fromEnvironment = reader.environment(named);
    if (fromEnvironment != null) {
      return Optional.of(fromEnvironment);
    }
    @Nullable Object value = tree.getValue(key);
    if (value instanceof JsonObject || value instanceof JsonArray) {
      reader.complain(pathOf(key), "must be " + allowed);
      return Optional.empty();
    }
    return Optional.ofNullable(value).map(Object::toString);
  }

  private Optional<String> readFile(String key, String name) {
    try {
      return Optional.of(Files.readString(Path.of(name)).strip());
    } catch (IOException e) {
      reader.complain(pathOf(key), "cannot read the file " + name);
      return Optional.empty();
    }
  }

  private String missing(String key) {
    reader.complain(pathOf(key), "is missing; set it here or as " + environmentName(key));
    return "missing";
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private String environmentName(String key) {
    String name = pathOf(key).replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
    return ConfigReader.PREFIX + name;
  }

  private static boolean parseFlag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static <T extends Comparable<T>> T inRange(T value, T min, T max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException("out of range");
    }
    return value;
  }
}
