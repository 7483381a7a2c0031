package dev.acsgateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.config.YamlFile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The alert rules as Prometheus reads them. The kind of fault: a rule that never fires, or that
 * fires for the metrics of another program, because nobody has evaluated it.
 */
class AlertRulesTest {
  private static final Path RULES = Path.of("conf", "prometheus", "alerts.yaml");
  private static final Path CASES =
      Path.of("src", "test", "resources", "prometheus", "alerts-test.yaml");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check rules conf/prometheus/alerts.yaml",
        "check config conf/prometheus/prometheus.yaml",
        "test rules src/test/resources/prometheus/alerts-test.yaml"
      })
  void promtoolAccepts(String arguments) throws Exception {
    Assumptions.assumeTrue(
        isInstalled(), "Alert rules: not run, since promtool is not installed here");
    Process promtool = promtool(arguments);
    String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(promtool.waitFor()).as(output).isZero();
  }

  private static boolean isInstalled() throws InterruptedException {
    try {
      return promtool("--version").waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Process promtool(String arguments) throws IOException {
    return new ProcessBuilder(("promtool " + arguments).split(" ", -1))
        .redirectErrorStream(true)
        .start();
  }

  @Test
  void everyAlertHasACaseInWhichItFiresAndOneInWhichItDoesNot() {
    Set<String> alerts =
        objects(YamlFile.load(RULES).getJsonArray("groups"))
            .flatMap(group -> objects(group.getJsonArray("rules")))
            .map(rule -> rule.getString("alert"))
            .collect(Collectors.toSet());

    assertThat(casesWith(false)).isEqualTo(alerts);
    assertThat(casesWith(true)).isEqualTo(alerts);
  }

  /** The alerts with a case that expects none, or some. */
  private static Set<String> casesWith(boolean silence) {
    return objects(YamlFile.load(CASES).getJsonArray("tests"))
        .flatMap(test -> objects(test.getJsonArray("alert_rule_test")))
        .filter(it -> it.getJsonArray("exp_alerts").isEmpty() == silence)
        .map(it -> it.getString("alertname"))
        .collect(Collectors.toSet());
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }
}
