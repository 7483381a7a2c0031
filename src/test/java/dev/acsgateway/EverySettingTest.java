package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.InvalidConfiguration;
import dev.acsgateway.config.Setting;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever stands in a setting is either taken or refused by the setting's name. The kind: values
 * that are only looked at when used, and then fail with an exception of a library (issue 20, number
 * 15). The settings are those that the code asks for, so that a new one is covered.
 */
class EverySettingTest {
  private static final List<Object> VALUES =
      List.of(
          "",
          " ",
          "\0",
          "a\0b",
          "*",
          "%",
          "%zz",
          "://",
          "redis://",
          "http://",
          "https:foo",
          "HTTPS://A_b:99999/",
          "http://[::1",
          "file:///etc/passwd",
          "-1",
          "NaN",
          "1e999",
          "99999999999999999999",
          "9".repeat(400) + "s",
          "\uFF11\uFF12",
          "${HOME}",
          "[",
          "(",
          "{\"key\": null}",
          "{\"keys\": [null]}",
          "{\"primaryKeyId\": 99999999999999999999999}",
          "{\"primaryKeyId\": 1, \"key\": [{}]}",
          "\uFEFFx",
          "x".repeat(5000),
          "/",
          "/nowhere/at/all",
          "/dev/null",
          "0000-00-00T00:00:00Z",
          "+999999999-12-31T23:59:59Z",
          "0 0 31 2 *",
          new JsonArray(),
          JsonArray.of("x", ""),
          JsonArray.of("x", new JsonObject()),
          JsonArray.of(new JsonObject()),
          new JsonArray().addNull(),
          JsonObject.of("x", "y"));

  static Stream<Setting> settings() {
    return ConfigReader.settingsOf(GatewayConfig::from).stream();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void isTakenOrRefusedByItsName(Setting setting) {
    for (Object value : valuesOf(setting)) {
      JsonObject tree = valid();
      put(tree, setting.path(), value);
      Throwable failure =
          catchThrowable(() -> ConfigReader.read(tree, Map.of(), GatewayConfig::from));
      String about = setting.path() + " = " + value;
      if (failure != null) {
        assertThat(failure).as(about).isInstanceOf(InvalidConfiguration.class);
        String section = setting.path().replaceAll("\\[].*|\\.[^.]*$", "");
        assertThat(((InvalidConfiguration) failure).problems())
            .as(about)
            .anySatisfy(problem -> assertThat(problem.path()).startsWith(section));
      }
    }
  }

  /** The redactor learns secrets for all tests of this JVM, so they must be no words of theirs. */
  private static List<Object> valuesOf(Setting setting) {
    return setting.allowed().equals("a secret")
        ? VALUES.stream()
            .filter(it -> !(it instanceof String text) || text.contains("{") || text.length() > 999)
            .toList()
        : VALUES;
  }

  @Test
  void theConfigurationAroundItIsValid() {
    assertThat(ConfigReader.read(valid(), Map.of(), GatewayConfig::from)).isNotNull();
  }

  private static JsonObject valid() {
    return JsonObject.of(
        "acs", JsonObject.of("connection-string", "endpoint=https://acs.invalid;accesskey=AAAA"),
        "redis", JsonObject.of("encrypt", false));
  }

  private static void put(JsonObject tree, String path, Object value) {
    JsonObject section = tree;
    String[] names = path.split("\\.", -1);
    for (int i = 0; i < names.length - 1; i++) {
      String name = names[i].replace("[]", "");
      if (!section.containsKey(name)) {
        JsonObject made = new JsonObject();
        section.put(name, names[i].endsWith("[]") ? JsonArray.of(made) : made);
      }
      section =
          names[i].endsWith("[]")
              ? section.getJsonArray(name).getJsonObject(0)
              : section.getJsonObject(name);
    }
    section.put(names[names.length - 1], value);
  }
}
