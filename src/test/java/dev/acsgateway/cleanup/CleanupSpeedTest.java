package dev.acsgateway.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.cleanup.CleanupJob.Stretch;
import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.quota.QuotaConfig;
import dev.acsgateway.quota.QuotaSettings;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CleanupSpeedTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final CleanupSpeed TEN = new CleanupSpeed(Optional.of(10.0));

  private static CleanupRequest request(boolean dryRun, Optional<Double> rate) {
    return new CleanupRequest(new CleanupTarget.Orphans(), dryRun, Optional.empty(), rate, true);
  }

  private static CleanupJob job(
      CleanupState state, CleanupRequest request, long total, long done, Duration since) {
    return new CleanupJob(
        "job",
        request,
        Optional.empty(),
        state,
        new CleanupCounts(total, done, 0, 0, 0),
        List.of(),
        Optional.of(new Stretch(NOW.minus(since), 0)),
        NOW.minus(since),
        Optional.empty());
  }

  private static CleanupJob waiting(long total, boolean dryRun, Optional<Double> rate) {
    return job(CleanupState.QUEUED, request(dryRun, rate), total, 0, Duration.ZERO);
  }

  @Test
  void isWhatTheQuotaLeavesToCleanUp() {
    QuotaConfig quota = QuotaSettings.of(500, Duration.ofSeconds(30), Duration.ofSeconds(1));
    assertThat(CleanupSpeed.of(quota).allowedPerSecond())
        .as("0.7 of 500 calls in 31 s")
        .hasValueSatisfying(rate -> assertThat(rate).isBetween(11.28, 11.30));
  }

  @Test
  void hasNoBoundWithoutAQuota() {
    QuotaConfig none =
        ConfigReader.read(JsonObject.of("enabled", false), Map.of(), QuotaConfig::from);
    CleanupSpeed speed = CleanupSpeed.of(none);
    assertThat(speed.allowedPerSecond()).isEmpty();
    assertThat(speed.forecast(waiting(100, false, Optional.empty()), NOW).eta()).isEmpty();
  }

  @Property(tries = 500)
  void aJobThatWaitsTakesAsLongAsTheLowerRateAllows(
      @ForAll @IntRange(min = 1, max = 1_000_000) int left,
      @ForAll @DoubleRange(min = 0.01, max = 10_000) double wished) {
    CleanupForecast forecast = TEN.forecast(waiting(left, false, Optional.of(wished)), NOW);

    assertThat(forecast.ratePerSecond()).isEmpty();
    double seconds = left / Math.min(10.0, wished);
    assertThat((double) forecast.eta().orElseThrow().toSeconds()).isBetween(seconds, seconds + 1);
  }

  @Test
  void aRunningJobIsJudgedByWhatItDoes() {
    CleanupJob running =
        job(CleanupState.RUNNING, request(false, Optional.empty()), 100, 20, Duration.ofSeconds(5));
    assertThat(TEN.forecast(running, NOW))
        .isEqualTo(new CleanupForecast(Optional.of(4.0), Optional.of(Duration.ofSeconds(20))));
  }

  @Test
  void aDryRunSaysHowLongTheRealOneWouldTakeEvenWhenItIsOver() {
    CleanupJob over =
        job(CleanupState.COMPLETED, request(true, Optional.empty()), 95, 0, Duration.ofSeconds(5));
    assertThat(TEN.forecast(over, NOW).eta()).contains(Duration.ofSeconds(10));
  }

  @Test
  void whatIsOverOrHasNothingLeftTakesNoTime() {
    CleanupJob cancelled =
        job(CleanupState.CANCELLED, request(false, Optional.empty()), 95, 5, Duration.ofSeconds(5));
    assertThat(TEN.forecast(cancelled, NOW).eta()).isEmpty();
    assertThat(TEN.forecast(waiting(0, false, Optional.empty()), NOW).eta()).isEmpty();
  }
}
