package dev.acsgateway.deployment;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A YAML file as a tree.
 *
 * @param name the file's
 * @param tree what it says
 */
record Manifest(String name, JsonObject tree) {
  private static final Gson GSON = new GsonBuilder().serializeNulls().create();

  static Manifest read(Path file) throws IOException {
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    Object content = new Yaml(new SafeConstructor(strict)).load(Files.readString(file));
    return new Manifest(
        String.valueOf(file.getFileName()), GSON.toJsonTree(content).getAsJsonObject());
  }

  String kind() {
    return text("kind");
  }

  /** The value at a path such as {@code spec.ports.0.name}. */
  JsonElement at(String path) {
    JsonElement at = tree;
    for (String step : path.split("\\.", -1)) {
      at =
          at.isJsonArray()
              ? at.getAsJsonArray().get(Integer.parseInt(step))
              : at.getAsJsonObject().get(step.replace('~', '.'));
      if (at == null) {
        throw new AssertionError(name + " has no " + path);
      }
    }
    return at;
  }

  String text(String path) {
    return at(path).getAsString();
  }

  List<JsonElement> list(String path) {
    return StreamSupport.stream(at(path).getAsJsonArray().spliterator(), false).toList();
  }

  List<String> texts(String path) {
    return list(path).stream().map(JsonElement::getAsString).toList();
  }

  /** What every element of a list says under a name. */
  List<String> texts(String path, String name) {
    return list(path).stream().map(it -> it.getAsJsonObject().get(name).getAsString()).toList();
  }

  /** Every value under a name, however deep. */
  List<JsonElement> everywhere(String... names) {
    List<JsonElement> found = new ArrayList<>();
    collect(tree, Arrays.asList(names), found);
    return found;
  }

  private static void collect(JsonElement tree, List<String> names, List<JsonElement> found) {
    if (tree.isJsonArray()) {
      tree.getAsJsonArray().forEach(it -> collect(it, names, found));
    } else if (tree.isJsonObject()) {
      tree.getAsJsonObject()
          .asMap()
          .forEach(
              (name, value) -> {
                if (names.contains(name)) {
                  found.add(value);
                }
                collect(value, names, found);
              });
    }
  }
}
