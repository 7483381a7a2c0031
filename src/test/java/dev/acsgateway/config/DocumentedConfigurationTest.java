package dev.acsgateway.config;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.GatewayConfig;
import dev.acsgateway.OperatorSecrets;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds {@code conf/} and its table against the settings that the code asks for. */
class DocumentedConfigurationTest {
  private static final Path MINIMAL = Path.of("conf", "gateway.yaml");
  private static final Path FULL = Path.of("conf", "gateway-full.yaml");

  /** A setting that is commented out: prose has exactly one blank after its {@code #}. */
  private static final Pattern COMMENTED_OUT = Pattern.compile("^( *)#(?=\\S|  )");

  private static final Map<String, String> SECRETS =
      Map.of(
          "ACSGW_ACS_CONNECTION_STRING",
          "endpoint=https://contoso.communication.azure.com/;accesskey=AAAA",
          "ACSGW_REDIS_KEYSET",
          new OperatorSecrets(new SecureRandom()).keyset().value());

  private final List<Setting> settings = ConfigReader.settingsOf(GatewayConfig::from);

  @TempDir Path directory;

  @Test
  void minimalFileNeedsNothingButTheTwoSecrets() {
    assertThat(read(YamlFile.load(MINIMAL)).authentication().apiKeys()).hasSize(2);
  }

  @Test
  void fullFileSaysTheDefaults() {
    assertThat(read(YamlFile.load(FULL))).isEqualTo(read(new JsonObject()));
  }

  @Test
  void fullFileExplainsEverySettingAndNoOther() throws IOException {
    assertThat(documented().keySet())
        .containsExactlyInAnyOrderElementsOf(settings.stream().map(Setting::path).toList());
  }

  @Test
  void fullFileShowsTheDefaultOfEverySettingThatHasOne() throws IOException {
    Map<String, String> documented = documented();
    Map<String, String> defaults =
        settings.stream()
            .filter(setting -> !setting.defaultValue().isEmpty())
            .filter(setting -> !setting.allowed().equals("a list of sections"))
            .collect(toMap(Setting::path, Setting::defaultValue));
    assertThat(documented).containsAllEntriesOf(defaults);
  }

  @Test
  void tableListsEverySettingAndNoOther() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("conf", "SETTINGS.md")).stream()
            .filter(line -> line.matches("\\| `[a-z]+\\.[^ ]+` \\|.*"))
            .toList();
    assertThat(rows)
        .containsExactlyElementsOf(
            settings.stream().map(DocumentedConfigurationTest::row).toList());
  }

  private static String row(Setting setting) {
    String allowed = setting.allowed().replace(", written like 250ms, 30s, 15m, 2h or 7d", "");
    String value = setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`";
    return "| `%s` | %s | %s |".formatted(setting.path(), value, allowed);
  }

  /** Every setting in the full file, commented out or not, with what is written there. */
  private Map<String, String> documented() throws IOException {
    List<String> lines =
        Files.readAllLines(FULL).stream()
            .map(line -> COMMENTED_OUT.matcher(line).replaceFirst("$1"))
            .toList();
    Map<String, String> found = new TreeMap<>();
    collect("", YamlFile.load(Files.write(directory.resolve("all.yaml"), lines)), found);
    return found;
  }

  private static void collect(String prefix, JsonObject tree, Map<String, String> found) {
    for (String key : tree.fieldNames()) {
      String path = prefix + key;
      switch (tree.getValue(key)) {
        case JsonObject section -> collect(path + ".", section, found);
        case JsonArray list
            when !list.isEmpty() && list.getValue(0) instanceof JsonObject element -> {
          found.put(path, "");
          collect(path + "[].", element, found);
        }
        case JsonArray texts ->
            found.put(path, String.join(",", texts.stream().map(String::valueOf).toList()));
        case Object value -> found.put(path, value.toString());
      }
    }
  }

  private static GatewayConfig read(JsonObject tree) {
    return ConfigReader.read(tree, SECRETS, GatewayConfig::from);
  }
}
