package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.config.YamlFile;
import dev.acsgateway.deployment.PromQl;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Alerts and dashboard ask for nothing that a node does not export. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MonitoringIT {
  private static final Path ALERTS = Path.of("conf", "prometheus", "alerts.yaml");
  private static final Path DASHBOARD = Path.of("conf", "grafana", "dashboard.json");

  /** What Prometheus adds by itself. */
  private static final String UP = "up";

  private static final Set<String> LABELS_OF_PROMETHEUS = Set.of("job", "instance");

  private final GatewayFixture gateway = new GatewayFixture();
  private final Set<String> metrics = new TreeSet<>(Set.of(UP));
  private final Set<String> labels = new TreeSet<>(LABELS_OF_PROMETHEUS);

  /** A query, and where it stands. */
  record Query(String where, String text) {
    @Override
    public String toString() {
      return where + ": " + text;
    }
  }

  @BeforeAll
  void scrapeANodeThatDidSomeWork() {
    gateway.withNode();
    gateway.api("POST", "/v1/users/alice/token", "");
    Exposition shown = Exposition.of(gateway.admin("GET", "/metrics", "").body());
    metrics.addAll(shown.names());
    shown.samples().forEach(sample -> labels.addAll(sample.labels().keySet()));
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  static Stream<Query> alerts() {
    JsonArray groups = YamlFile.load(ALERTS).getJsonArray("groups");
    return objects(groups)
        .flatMap(group -> objects(group.getJsonArray("rules")))
        .map(rule -> new Query(rule.getString("alert"), rule.getString("expr")));
  }

  static Stream<Query> panels() throws IOException {
    return objects(new JsonObject(Files.readString(DASHBOARD)).getJsonArray("panels"))
        .filter(panel -> panel.containsKey("targets"))
        .flatMap(
            panel ->
                objects(panel.getJsonArray("targets"))
                    .map(it -> new Query(panel.getString("title"), it.getString("expr"))));
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }

  @ParameterizedTest
  @MethodSource("alerts")
  @MethodSource("panels")
  void everyQueryNamesMetricsAndLabelsThatAreExported(Query query) {
    PromQl parsed = new PromQl(query.text());

    assertThat(metrics).containsAll(parsed.metrics());
    assertThat(labels).containsAll(parsed.labels());
  }

  @Test
  void everyAlertSaysWhatIsWrongAndHowBad() {
    JsonArray groups = YamlFile.load(ALERTS).getJsonArray("groups");
    assertThat(objects(groups).flatMap(group -> objects(group.getJsonArray("rules"))))
        .allSatisfy(
            rule -> {
              assertThat(rule.getJsonObject("labels").getString("severity"))
                  .isIn("warning", "critical");
              assertThat(rule.getJsonObject("annotations").getString("summary")).isNotBlank();
            });
  }

  @Test
  void theDashboardChoosesNodesByAMetricThatIsExported() throws IOException {
    JsonArray variables =
        new JsonObject(Files.readString(DASHBOARD))
            .getJsonObject("templating")
            .getJsonArray("list");
    assertThat(objects(variables).filter(it -> it.getString("type").equals("query")))
        .singleElement()
        .extracting(it -> it.getString("query"))
        .isEqualTo("label_values(acsgw_build_info, instance)");
    assertThat(metrics).contains("acsgw_build_info");
  }
}
