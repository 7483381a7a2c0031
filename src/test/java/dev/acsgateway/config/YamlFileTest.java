package dev.acsgateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFileTest {
  private static final String CANARY = "c4n4ry-never-print-me";

  @TempDir Path directory;

  @Test
  void readsATree() throws IOException {
    assertThat(load("http:\n  port: 8080\n  origins: [a, b]\n"))
        .isEqualTo(
            new JsonObject()
                .put(
                    "http",
                    new JsonObject()
                        .put("port", "8080")
                        .put("origins", new JsonArray().add("a").add("b"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing yet\n"})
  void readsAFileWithoutSettings(String content) throws IOException {
    assertThat(load(content)).isEqualTo(new JsonObject());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key: *" + CANARY,
        "key: \"" + CANARY,
        "key: [" + CANARY,
        "key: {" + CANARY + ": ]",
        "key: !" + CANARY + " x",
        CANARY + ": : x",
        CANARY + ": x\n" + CANARY + ": y"
      })
  void saysWhereItIsWrongAndNotWhatStandsThere(String content) {
    InvalidConfiguration failure =
        catchThrowableOfType(InvalidConfiguration.class, () -> load(content));
    assertThat(failure)
        .hasMessageContaining("is not valid YAML at line ")
        .hasMessageNotContaining(CANARY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"- a\n- b\n", CANARY})
  void wantsSettingsAtTheTop(String content) {
    InvalidConfiguration failure =
        catchThrowableOfType(InvalidConfiguration.class, () -> load(content));
    assertThat(failure).hasMessageContaining("must hold settings").hasMessageNotContaining(CANARY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0012", "1.10", "yes", "2027-01-31T00:00:00Z", "12:30:00", "1_000"})
  void leavesAValueAsItIsWritten(String value) throws IOException {
    assertThat(load("key: " + value)).isEqualTo(new JsonObject().put("key", value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"key:", "key: ~", "key: null", "key:   # later"})
  void takesAKeyWithoutAValueForUnset(String content) throws IOException {
    assertThat(load(content)).isEqualTo(new JsonObject().putNull("key"));
  }

  @Test
  void namesAFileThatIsNotThere() {
    Path absent = directory.resolve("absent.yaml");
    InvalidConfiguration failure =
        catchThrowableOfType(InvalidConfiguration.class, () -> YamlFile.load(absent));
    assertThat(failure)
        .hasMessageContaining(absent + ": the file does not exist or cannot be read");
  }

  private JsonObject load(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("gateway.yaml"), content);
    return YamlFile.load(file);
  }
}
