package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.Exposition.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a node that did some work shows to Prometheus. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("topology")
class MetricsIT {
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z_]+)` \\| (counter|gauge|histogram) \\| (.*?) \\|.*");

  private final GatewayFixture gateway = new GatewayFixture();

  @BeforeAll
  void work() {
    gateway.withNode();
    workFor("alice");
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  private void workFor(String user) {
    String path = "/v1/users/" + user;
    gateway.api("POST", path + "/token", "");
    gateway.api("POST", path + "/token", "");
    gateway.api("POST", path + "/token", "{\"scopes\":[\"nonsense\"]}");
    gateway.api("POST", "/v1/tokens", "{\"requests\":[{\"userId\":\"" + user + "\"}]}");
    gateway.api("GET", path, "");
    gateway.api("PUT", path, "");
    gateway.api("DELETE", path + "/tokens", "");
    gateway.api("GET", "/no/such/route/" + user, "");
    gateway.send(gateway.request(gateway.nodes.getFirst().apiPort(), "GET", path, ""));
    gateway.admin("GET", "/admin/v1/keys", "");
  }

  private Exposition scrape() {
    return Exposition.of(gateway.admin("GET", "/metrics", "").body());
  }

  /** The operations guide's table: the labels of every meter, by the name of its family. */
  private static Map<String, Set<String>> documented() throws IOException {
    Map<String, Set<String>> labels = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("conf", "OPERATIONS.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        labels.put(
            row.group(1),
            Set.of(row.group(3).replace("`", "").split(", ")).stream()
                .filter(label -> !label.isEmpty())
                .collect(Collectors.toSet()));
      }
    }
    return labels;
  }

  private static boolean isOfTheProcess(String name) {
    return name.matches("(jvm|process|system)_.*");
  }

  @Test
  void showsEveryMeterInTheTableAndNoOther() throws IOException {
    Set<String> families = new TreeSet<>(scrape().types().keySet());
    families.removeIf(name -> isOfTheProcess(name) || name.endsWith("_seconds_max"));

    assertThat(families).isEqualTo(documented().keySet());
  }

  @Test
  void givesEveryMeterTheLabelsInTheTable() throws IOException {
    Map<String, Set<String>> documented = documented();
    assertThat(scrape().samples())
        .filteredOn(sample -> !isOfTheProcess(sample.name()))
        .allSatisfy(
            sample -> {
              Set<String> labels = new TreeSet<>(sample.labels().keySet());
              labels.remove("le");
              assertThat(labels)
                  .as(sample.name())
                  .isEqualTo(
                      documented.get(sample.name().replaceFirst("_(bucket|count|sum|max)$", "")));
            });
  }

  @Test
  void hasNoMoreSeriesAndNamesNobodyHoweverManyUsersThereAre() {
    Set<Map<String, String>> before = series(scrape());

    IntStream.range(0, 40).forEach(i -> workFor("user-" + i));

    Exposition after = scrape();
    assertThat(series(after)).isEqualTo(before);
    assertThat(after.samples())
        .flatExtracting(sample -> sample.labels().values())
        .allSatisfy(
            value ->
                assertThat(String.valueOf(value))
                    .doesNotContain("user-", "alice", "8:acs:", "such")
                    .doesNotContain(gateway.allPowerful.key().value())
                    .hasSizeLessThan(64));
  }

  private static Set<Map<String, String>> series(Exposition exposition) {
    return exposition.samples().stream()
        .filter(sample -> !isOfTheProcess(sample.name()))
        .filter(sample -> !sample.name().equals("acsgw_redis_commands_seconds_max"))
        .map(MetricsIT::named)
        .collect(Collectors.toSet());
  }

  private static Map<String, String> named(Sample sample) {
    Map<String, String> labels = new TreeMap<>(sample.labels());
    labels.put("__name__", sample.name());
    return labels;
  }

  @Test
  void countsWhereTokensCameFrom() {
    Exposition before = scrape();

    gateway.api("POST", "/v1/users/bob/token", "");
    gateway.api("POST", "/v1/users/bob/token", "");
    gateway.api("POST", "/v1/users/bob/token", "");

    Exposition after = scrape();
    assertThat(after.sum("acsgw_token_answers_total", "source", "acs"))
        .isEqualTo(before.sum("acsgw_token_answers_total", "source", "acs") + 1);
    assertThat(hits(after)).isEqualTo(hits(before) + 2);
    assertThat(after.sum("acsgw_token_flights_total", "event", "flown"))
        .isEqualTo(before.sum("acsgw_token_flights_total", "event", "flown") + 1);
    assertThat(after.sum("acsgw_acs_calls_seconds_count", "outcome", "ok"))
        .isEqualTo(before.sum("acsgw_acs_calls_seconds_count", "outcome", "ok") + 1);
    String[] route = {"route", "/v1/users/{userId}/token", "outcome", "2xx"};
    assertThat(after.sum("acsgw_http_requests_seconds_count", route))
        .isEqualTo(before.sum("acsgw_http_requests_seconds_count", route) + 3);
  }

  @Test
  void keepsCountingWhatCleanUpJobsDidAfterTheyHaveEnded() {
    Exposition before = scrape();
    gateway.api("POST", "/v1/users/leaver/token", "");
    gateway.admin(
        "POST",
        "/admin/v1/cleanups",
        "{\"userIds\":[\"leaver\"],\"acknowledgeChatDeletion\":true}");

    await()
        .untilAsserted(
            () -> {
              Exposition after = scrape();
              assertThat(after.sum("acsgw_cleanup_running")).isZero();
              assertThat(deleted(after)).isEqualTo(deleted(before) + 1);
            });
  }

  private static double deleted(Exposition shown) {
    return shown.sum("acsgw_cleanup_candidates_total", "outcome", "deleted");
  }

  private static double hits(Exposition shown) {
    return shown.sum("acsgw_token_answers_total", "source", "near")
        + shown.sum("acsgw_token_answers_total", "source", "redis");
  }

  @Test
  void countsRequestsThatNoRouteMatchesUnderOneName() {
    Exposition before = scrape();

    List.of("/a", "/b/c", "/admin/v1/keys").forEach(path -> gateway.api("GET", path, ""));

    assertThat(scrape().sum("acsgw_http_requests_seconds_count", "route", "none", "outcome", "4xx"))
        .isEqualTo(
            before.sum("acsgw_http_requests_seconds_count", "route", "none", "outcome", "4xx") + 3);
  }

  @Test
  void showsTheStateOfWhatTheNodeDependsOn() {
    await().untilAsserted(this::assertShowsTheState);
  }

  private void assertShowsTheState() {
    Exposition shown = scrape();

    assertThat(shown.sum("acsgw_redis_up")).isEqualTo(1);
    assertThat(shown.sum("acsgw_redis_subscribed")).isEqualTo(1);
    assertThat(shown.sum("acsgw_api_keys", "origin", "configured")).isEqualTo(2);
    assertThat(shown.sum("acsgw_api_keys", "origin", "shared")).isZero();
    assertThat(shown.sum("acsgw_acs_breaker_open")).isZero();
    assertThat(shown.sum("acsgw_event_loop_lag_seconds_count")).isPositive();
  }
}
