package dev.acsgateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretSettingTest {
  private static final String CANARY = "c4n4ry-never-print-me";

  @TempDir Path directory;

  @Test
  void comesFromTheFileTheEnvironmentOrAFileOfItsOwn() throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), CANARY + "\n");
    assertThat(read(new JsonObject().put("key", CANARY), Map.of())).contains(new Secret(CANARY));
    assertThat(read(new JsonObject(), Map.of("ACSGW_KEY", CANARY))).contains(new Secret(CANARY));
    assertThat(read(new JsonObject().put("key-file", file.toString()), Map.of()))
        .contains(new Secret(CANARY));
    assertThat(read(new JsonObject(), Map.of("ACSGW_KEY_FILE", file.toString())))
        .contains(new Secret(CANARY));
    assertThat(read(new JsonObject(), Map.of())).isEmpty();
  }

  @Test
  void isNotShown() {
    assertThat(new Secret(CANARY)).hasToString("[redacted]");
  }

  @Test
  void isNotShownWhenItIsGivenTwice() {
    String message =
        messageOf(
            new JsonObject().put("key", CANARY),
            Map.of("ACSGW_KEY_FILE", directory.resolve("absent").toString()));
    assertThat(message)
        .contains("key: is given twice, as a value and as a file")
        .doesNotContain(CANARY);
  }

  @Test
  void isNotShownWhenItHasTheWrongKind() {
    JsonObject tree = new JsonObject().put("key", new JsonArray().add(CANARY));
    assertThat(messageOf(tree, Map.of())).contains("key: must be a secret").doesNotContain(CANARY);
  }

  @Test
  void isNotShownUnderAMisspeltKey() {
    JsonObject tree = new JsonObject().put("kee", CANARY);
    assertThat(messageOf(tree, Map.of("ACSGW_KEE", CANARY)))
        .contains("kee: is not a known setting; did you mean key?")
        .contains("ACSGW_KEE: no setting has this environment variable")
        .doesNotContain(CANARY);
  }

  @Test
  void namesTheFileThatCannotBeRead() {
    String absent = directory.resolve("absent").toString();
    assertThat(messageOf(new JsonObject().put("key-file", absent), Map.of()))
        .contains("key-file: cannot read the file " + absent);
  }

  private static Optional<Secret> read(JsonObject tree, Map<String, String> environment) {
    return ConfigReader.read(tree, environment, node -> node.secret("key"));
  }

  private static String messageOf(JsonObject tree, Map<String, String> environment) {
    return String.valueOf(
        catchThrowableOfType(InvalidConfiguration.class, () -> read(tree, environment))
            .getMessage());
  }
}
