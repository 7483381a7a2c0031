package dev.acsgateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class YamlFileTest {
  private static final String CANARY = "c4n4ry-never-print-me";

  @TempDir Path directory;

  @Test
  void readsATree(Vertx vertx) throws IOException {
    assertThat(load(vertx, "http:\n  port: 8080\n  origins: [a, b]\n"))
        .isEqualTo(
            new JsonObject()
                .put(
                    "http",
                    new JsonObject()
                        .put("port", 8080)
                        .put("origins", new JsonArray().add("a").add("b"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing yet\n"})
  void readsAFileWithoutSettings(String content, Vertx vertx) throws IOException {
    assertThat(load(vertx, content)).isEqualTo(new JsonObject());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key: *" + CANARY,
        "key: \"" + CANARY,
        "key: [" + CANARY,
        "key: {" + CANARY + ": ]",
        "key: !" + CANARY + " x",
        CANARY + ": : x"
      })
  void saysWhereItIsWrongAndNotWhatStandsThere(String content, Vertx vertx) {
    InvalidConfiguration failure =
        catchThrowableOfType(InvalidConfiguration.class, () -> load(vertx, content));
    assertThat(failure)
        .hasMessageContaining("is not valid YAML at line ")
        .hasMessageNotContaining(CANARY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"- a\n- b\n", CANARY})
  void wantsSettingsAtTheTop(String content, Vertx vertx) {
    InvalidConfiguration failure =
        catchThrowableOfType(InvalidConfiguration.class, () -> load(vertx, content));
    assertThat(failure).hasMessageContaining("is not valid YAML").hasMessageNotContaining(CANARY);
  }

  @Test
  void namesAFileThatIsNotThere(Vertx vertx) {
    Path absent = directory.resolve("absent.yaml");
    InvalidConfiguration failure =
        catchThrowableOfType(
            InvalidConfiguration.class, () -> YamlFile.load(vertx, absent).await());
    assertThat(failure)
        .hasMessageContaining(absent + ": the file does not exist or cannot be read");
  }

  private JsonObject load(Vertx vertx, String content) throws IOException {
    Path file = Files.writeString(directory.resolve("gateway.yaml"), content);
    return YamlFile.load(vertx, file).await();
  }
}
