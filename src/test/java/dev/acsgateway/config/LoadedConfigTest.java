package dev.acsgateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedConfigTest {
  @TempDir Path directory;

  private static LoadedConfig<String> reading(JsonObject tree, Map<String, String> environment) {
    return ConfigReader.reading(
        tree,
        environment,
        root -> {
          root.secret("key");
          root.texts("tags", List.of());
          root.sections("items", item -> item.number("size", 1, 0, 9));
          return root.text("name", "plain");
        });
  }

  private static LoadedConfig<String> reading(JsonObject tree) {
    return reading(tree, Map.of());
  }

  @Test
  void namesWhatWasSetChangedOrLeftOut() {
    LoadedConfig<String> nothing = reading(new JsonObject());
    LoadedConfig<String> something =
        reading(JsonObject.of("name", "ann", "tags", JsonArray.of("a")));

    assertThat(something.changedSince(something)).isEmpty();
    assertThat(something.changedSince(nothing)).containsExactly("name", "tags");
    assertThat(nothing.changedSince(something)).containsExactly("name", "tags");
    assertThat(reading(JsonObject.of("name", "bob", "tags", JsonArray.of("a"))))
        .satisfies(it -> assertThat(it.changedSince(something)).containsExactly("name"));
  }

  @Test
  void takesTheEnvironmentForWhatItStandsFor() {
    LoadedConfig<String> file = reading(JsonObject.of("name", "ann"));
    assertThat(reading(new JsonObject(), Map.of("ACSGW_NAME", "ann")).changedSince(file)).isEmpty();
  }

  @Test
  void takesWhatIsLeftOutForItsDefault() {
    assertThat(reading(JsonObject.of("name", "plain")).changedSince(reading(new JsonObject())))
        .isEmpty();
  }

  @Test
  void namesAListWhateverChangedInIt() {
    JsonObject small = JsonObject.of("size", 1);
    JsonObject large = JsonObject.of("size", 2);
    LoadedConfig<String> both = reading(JsonObject.of("items", JsonArray.of(small, large)));

    assertThat(reading(JsonObject.of("items", JsonArray.of(small))).changedSince(both))
        .containsExactly("items");
    assertThat(reading(JsonObject.of("items", JsonArray.of(large, small))).changedSince(both))
        .containsExactly("items");
  }

  @Test
  void comparesSecretsByValueWhereverTheyLie() throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), "first");
    JsonObject inFile = JsonObject.of("key-file", file.toString());
    LoadedConfig<String> before = reading(inFile);
    assertThat(reading(JsonObject.of("key", "first")).changedSince(before)).isEmpty();

    Files.writeString(file, "second");

    assertThat(reading(inFile).changedSince(before)).containsExactly("key");
  }
}
