package dev.acsgateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {
  private enum Colour {
    RED
  }

  private record Sample(
      String name,
      Optional<String> note,
      List<String> tags,
      boolean on,
      int port,
      double share,
      Duration pause,
      Colour colour,
      List<String> items) {

    static Sample from(ConfigNode root) {
      ConfigNode node = root.section("sample");
      return new Sample(
          node.text("name", "plain"),
          node.optionalText("note"),
          node.texts("tags", List.of("a", "b")),
          node.flag("on", true),
          node.number("port", 8080, 0, 65_535),
          node.decimal("share", 0.5, 0, 1),
          node.duration("pause", Duration.ofSeconds(10), Duration.ofMillis(1), Duration.ofDays(1)),
          node.parsed("colour", "a colour", "RED", Colour.RED, Colour::valueOf),
          node.sections("items", item -> item.text("id")));
    }
  }

  @Test
  void takesTheDefaultsWhereNothingIsWritten() {
    assertThat(read(new JsonObject()))
        .isEqualTo(
            new Sample(
                "plain",
                Optional.empty(),
                List.of("a", "b"),
                true,
                8080,
                0.5,
                Duration.ofSeconds(10),
                Colour.RED,
                List.of()));
  }

  @Test
  void mapsEveryKind() {
    JsonObject sample =
        new JsonObject()
            .put("name", "n")
            .put("note", 7)
            .put("tags", new JsonArray().add("x"))
            .put("on", false)
            .put("port", 0)
            .put("share", 1)
            .put("pause", "250ms")
            .put("colour", "RED")
            .put("items", new JsonArray().add(new JsonObject().put("id", "one")));
    assertThat(read(new JsonObject().put("sample", sample)))
        .isEqualTo(
            new Sample(
                "n",
                Optional.of("7"),
                List.of("x"),
                false,
                0,
                1,
                Duration.ofMillis(250),
                Colour.RED,
                List.of("one")));
  }

  @Test
  void letsTheEnvironmentWin() {
    Map<String, String> environment =
        Map.of("ACSGW_SAMPLE_PORT", "1", "ACSGW_SAMPLE_TAGS", "x, y", "HOME", "/root");
    Sample sample =
        ConfigReader.read(
            new JsonObject().put("sample", new JsonObject().put("port", 2)),
            environment,
            Sample::from);
    assertThat(sample.port()).isEqualTo(1);
    assertThat(sample.tags()).containsExactly("x", "y");
  }

  @Test
  void listsEveryProblemOfOneReading() {
    JsonObject sample =
        new JsonObject()
            .put("name", new JsonObject())
            .put("tags", "x")
            .put("on", "yes")
            .put("port", 70_000)
            .put("share", "NaN")
            .put("pause", "10 s")
            .put("colour", "blue")
            .put("items", new JsonArray().add("one"))
            .put("prot", 1)
            .put("unheard-of", 1);
    assertThat(problems(new JsonObject().put("sample", sample).put("other", 1), Sample::from))
        .containsExactly(
            "sample.name: must be a text",
            "sample.tags: must be a list of texts",
            "sample.on: 'yes' is not true or false",
            "sample.port: '70000' is not a whole number from 0 to 65535",
            "sample.share: 'NaN' is not a number from 0.0 to 1.0",
            "sample.pause: '10 s' is not a time span from 1ms to 1d,"
                + " written like 250ms, 30s, 15m, 2h or 7d",
            "sample.colour: 'blue' is not a colour",
            "sample.items: must be a list of sections",
            "other: is not a known setting",
            "sample.prot: is not a known setting; did you mean port?",
            "sample.unheard-of: is not a known setting");
  }

  @Test
  void saysWhatIsMissingAndWhereItMayBeSet() {
    assertThat(problems(new JsonObject(), root -> root.section("acs").requiredSecret("key")))
        .containsExactly("acs.key: is missing; set it here or as ACSGW_ACS_KEY");
    assertThat(problems(new JsonObject(), root -> root.section("redis").text("url")))
        .containsExactly("redis.url: is missing; set it here or as ACSGW_REDIS_URL");
  }

  @Test
  void wantsASectionWhereASectionBelongs() {
    assertThat(problems(new JsonObject().put("sample", "text"), Sample::from))
        .containsExactly("sample: must be a section with settings of its own");
  }

  @Test
  void namesTheElementOfAListThatIsWrong() {
    JsonArray items = new JsonArray().add(new JsonObject().put("id", "one")).add(new JsonObject());
    JsonObject tree = new JsonObject().put("sample", new JsonObject().put("items", items));
    assertThat(problems(tree, Sample::from))
        .containsExactly(
            "sample.items[1].id: is missing; set it here or as ACSGW_SAMPLE_ITEMS_1_ID");
  }

  @Test
  void complainsOfAVariableThatNoSettingHas() {
    InvalidConfiguration failure =
        catchThrowableOfType(
            InvalidConfiguration.class,
            () ->
                ConfigReader.read(
                    new JsonObject(), Map.of("ACSGW_SAMPLE_PROT", "1"), Sample::from));
    assertThat(failure)
        .hasMessage(
            "The configuration has problems:\n"
                + "  ACSGW_SAMPLE_PROT: no setting has this environment variable");
  }

  @Test
  void tellsWhatThereIsToDocument() {
    assertThat(ConfigReader.settingsOf(Sample::from))
        .contains(
            new Setting("sample.name", "ACSGW_SAMPLE_NAME", "a text", "plain"),
            new Setting("sample.tags", "ACSGW_SAMPLE_TAGS", "a list of texts", "a,b"),
            new Setting(
                "sample.port", "ACSGW_SAMPLE_PORT", "a whole number from 0 to 65535", "8080"),
            new Setting("sample.items[].id", "ACSGW_SAMPLE_ITEMS_ID", "a text", ""));
  }

  private static Sample read(JsonObject tree) {
    return ConfigReader.read(tree, Map.of(), Sample::from);
  }

  private static List<String> problems(JsonObject tree, Function<ConfigNode, ?> configuration) {
    InvalidConfiguration failure =
        catchThrowableOfType(
            InvalidConfiguration.class, () -> ConfigReader.read(tree, Map.of(), configuration));
    return failure.problems().stream().map(Problem::toString).toList();
  }
}
