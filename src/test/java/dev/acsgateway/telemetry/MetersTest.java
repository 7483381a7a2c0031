package dev.acsgateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class MetersTest {
  /** Whatever could name somebody, or take any value at all. */
  private static final Set<String> UNBOUNDED =
      Set.of("user", "identity", "key", "path", "uri", "id", "address", "client", "token");

  @Test
  void operationsGuideListsEveryMeterAndNoOther() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("conf", "OPERATIONS.md")).stream()
            .filter(line -> line.matches("\\| `[a-z_]+` \\| (counter|gauge|histogram) \\|.*"))
            .toList();

    assertThat(rows)
        .containsExactlyElementsOf(Arrays.stream(Meters.values()).map(MetersTest::row).toList());
  }

  private static String row(Meters meter) {
    String labels =
        meter.labels().stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s |"
        .formatted(meter.family(), meter.kind().type(), labels, meter.description());
  }

  @Test
  void everyMeterBeginsWithThePrefixOfTheProductAndEndsWithTheUnitOfItsKind() {
    assertThat(Meters.values())
        .allSatisfy(meter -> assertThat(meter.family()).startsWith("acsgw_").matches("[a-z_]+"));
    assertThat(Meters.values())
        .filteredOn(meter -> meter.kind() == Meters.Kind.COUNTER)
        .allSatisfy(meter -> assertThat(meter.family()).endsWith("_total"));
    assertThat(Meters.values())
        .filteredOn(meter -> meter.kind() == Meters.Kind.GAUGE)
        .allSatisfy(meter -> assertThat(meter.family()).doesNotEndWith("_total"));
  }

  @Test
  void noMeterHasALabelThatCouldTakeAnyValue() {
    assertThat(Meters.values())
        .allSatisfy(meter -> assertThat(meter.labels()).doesNotContainAnyElementsOf(UNBOUNDED));
  }

  @Test
  void refusesLabelsOtherThanTheMeterHas() {
    Registrations meters = new Registrations(new SimpleMeterRegistry());

    assertThatThrownBy(() -> meters.duration(Meters.ACS_CALLS, "issue"))
        .hasMessageContaining("[operation, outcome]");
    assertThatThrownBy(() -> meters.gauge(Meters.ACS_CALLS, () -> 1, "issue", "ok"))
        .hasMessageContaining("GAUGE");
  }

  @Test
  void goesOnCountingWhenOnlyTheRegistryHoldsTheCount() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    AtomicLong count = new AtomicLong();
    new Registrations(registry).counters(Meters.REFUSALS, Map.of("overload", count::get));
    count.set(3);
    System.gc();

    assertThat(registry.get("acsgw.refusals").tag("reason", "overload").functionCounter().count())
        .isEqualTo(3);
  }

  @Test
  void makesTheTimerOfAnOutcomeWhenTheFirstRequestEndsSo() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    RequestTimers timers = new RequestTimers(new Registrations(registry), "api", "GET", "/x/{id}");
    assertThat(registry.getMeters()).isEmpty();

    timers.ended(204, 1_000);
    timers.ended(200, 1_000);
    timers.ended(0, 1_000);
    timers.ended(999, 1_000);

    assertThat(registry.find("acsgw.http.requests").timers())
        .extracting(timer -> timer.getId().getTag("outcome"))
        .containsExactlyInAnyOrder("2xx", "aborted", "5xx");
    assertThat(registry.get("acsgw.http.requests").tag("outcome", "2xx").timer().count())
        .isEqualTo(2);
  }
}
