package dev.acsgateway.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Where the values of one section come from, and which of them were asked for. */
final class Section {
  private final ConfigReader reader;
  private final String path;
  private final JsonObject tree;
  private final Set<String> asked = new HashSet<>();
  private final List<Section> children = new ArrayList<>();

  Section(ConfigReader reader, String path, JsonObject tree) {
    this.reader = reader;
    this.path = path;
    this.tree = tree;
  }

  /** The value as it stands in the file, or null. */
  @Nullable Object raw(String key) {
    asked.add(key);
    return tree.getValue(key);
  }

  /** Returns the value of the setting's environment variable; an empty one counts as not set. */
  Optional<String> environment(String key) {
    String name = environmentName(key);
    Optional<String> value =
        Optional.ofNullable(reader.environment(name))
            .map(text -> TextFile.withoutMark(text).strip())
            .filter(text -> !text.isEmpty());
    if (value.filter(Section::isQuoted).isPresent()) {
      reader.addProblem(name, "is in quotes, which would be part of the value; leave them out");
    }
    return value;
  }

  private static boolean isQuoted(String text) {
    char first = text.charAt(0);
    return text.length() > 1
        && (first == '"' || first == '\'')
        && text.charAt(text.length() - 1) == first;
  }

  /** Returns a variable that is no setting of the gateway. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(reader.environment(name));
  }

  /** Complains of a variable that is no setting of the gateway. */
  void complainOfVariable(String name, String message) {
    reader.addProblem(name, message);
  }

  /** A single value as text, from the environment or else the file. */
  Optional<String> scalar(String key, String allowed, String written) {
    Optional<String> value = unnoticed(key, allowed, written);
    found(key, value.orElse(written));
    return value;
  }

  /** The same, without remembering that it stood there. */
  Optional<String> unnoticed(String key, String allowed, String written) {
    note(key, allowed, written);
    Optional<String> fromEnvironment = environment(key);
    Object value = raw(key);
    if (fromEnvironment.isPresent()) {
      return fromEnvironment;
    }
    if (value instanceof JsonObject || value instanceof JsonArray) {
      addProblem(key, "must be " + allowed);
      return Optional.empty();
    }
    return Optional.ofNullable(value).map(Object::toString);
  }

  /** Tells the reader that this setting exists. */
  void note(String key, String allowed, String written) {
    reader.asked(new Setting(pathOf(key), environmentName(key), allowed, written));
  }

  /** Tells the reader what a setting stands at. */
  void found(String key, String value) {
    reader.found(pathOf(key), value);
  }

  /** Complains that a required setting is missing; answers its stand-in. */
  String missing(String key) {
    addProblem(key, "is missing; set it here or as " + environmentName(key));
    return "missing";
  }

  void addProblem(String key, String message) {
    reader.addProblem(pathOf(key), message);
  }

  Section child(String key, JsonObject childTree) {
    Section child = new Section(reader, pathOf(key), childTree);
    children.add(child);
    return child;
  }

  /** The sections in a list; one that nobody wrote where the reading is to find settings. */
  List<Section> elements(String key) {
    Object value = raw(key);
    if (value == null) {
      return reader.isDocumenting() ? List.of(child(key + "[]", new JsonObject())) : List.of();
    }
    if (value instanceof JsonArray array && array.stream().allMatch(JsonObject.class::isInstance)) {
      return IntStream.range(0, array.size())
          .mapToObj(i -> child(key + "[" + i + "]", array.getJsonObject(i)))
          .toList();
    }
    addProblem(key, "must be a list of sections");
    return List.of();
  }

  /** Complains of every key that nobody asked for, here and below. */
  void finish() {
    tree.fieldNames().stream()
        .filter(key -> !asked.contains(key))
        .forEach(key -> addProblem(key, "is not a known setting" + suggestion(key)));
    children.forEach(Section::finish);
  }

  private String suggestion(String key) {
    return asked.stream()
        .min(
            (a, b) -> Integer.compare(EditDistance.distance(a, key), EditDistance.distance(b, key)))
        .filter(nearest -> EditDistance.distance(nearest, key) <= 3)
        .map(nearest -> "; did you mean " + nearest + "?")
        .orElse("");
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private String environmentName(String key) {
    String name = pathOf(key).replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
    return ConfigReader.PREFIX + name;
  }
}
