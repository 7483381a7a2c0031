package dev.acsgateway.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.cleanup.Deletion.Result;
import dev.acsgateway.failure.AcsDenied;
import dev.acsgateway.failure.AcsFailure;
import dev.acsgateway.failure.AcsRejected;
import dev.acsgateway.failure.AcsSuspended;
import dev.acsgateway.failure.AcsThrottled;
import dev.acsgateway.failure.AcsTimeout;
import dev.acsgateway.failure.AcsUnavailable;
import dev.acsgateway.failure.UnsupportedBySdk;
import dev.acsgateway.failure.WrongResource;
import dev.acsgateway.identity.Identity;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How patiently one identity is deleted at ACS. */
class DeletionTest extends CleanupTest {
  private static final Identity HERS = new Identity("8:acs:hers");

  private Result delete() {
    AtomicReference<Result> result = new AtomicReference<>();
    RunControl course = new RunControl(node.time.vertx());
    node.onVirtualThread(() -> result.set(new Deletion(acs, course).delete(HERS)));
    return result.get();
  }

  private void failTimes(int times, AcsFailure failure) {
    acs.fail(HERS, Collections.nCopies(times, failure).toArray(AcsFailure[]::new));
  }

  static Stream<AcsFailure> outages() {
    return Stream.of(new AcsUnavailable("down", Duration.ofSeconds(2)), new AcsTimeout());
  }

  static Stream<AcsFailure> refusals() {
    return Stream.of(
        new AcsDenied("no"),
        new AcsRejected("id", "no"),
        new WrongResource("another one"),
        new UnsupportedBySdk("not in this build"));
  }

  static Stream<AcsFailure> pausesThatCostNothing() {
    return Stream.of(
        new AcsThrottled(Duration.ofSeconds(2)), new AcsSuspended(Duration.ofSeconds(2)));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void anOutageIsTriedFiveTimes(AcsFailure outage) {
    failTimes(4, outage);
    assertThat(delete()).isEqualTo(new Result.Deleted(false));

    acs.fail(HERS, outage, outage, outage, outage, outage);
    assertThat(delete()).isEqualTo(new Result.Refused(outage.detail(), true));
    assertThat(acs.asked()).hasSize(10);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusalIsNotRepeated(AcsFailure refusal) {
    acs.fail(HERS, refusal);

    assertThat(delete()).isEqualTo(new Result.Refused(refusal.detail(), false));
    assertThat(acs.asked()).hasSize(1);
    assertThat(node.time.pauses()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pausesThatCostNothing")
  void aPauseThatIsAskedForIsTakenAsOftenAsIsAskedForIt(AcsFailure pause) {
    failTimes(40, pause);

    assertThat(delete()).isEqualTo(new Result.Deleted(false));
    assertThat(acs.asked()).hasSize(41);
    assertThat(node.time.paused()).isEqualTo(Duration.ofSeconds(80));
  }

  @ParameterizedTest
  @CsvSource({"0, 100", "99, 100", "101, 101", "9999, 9999", "10001, 10000", "3600000, 10000"})
  void aPauseIsNeitherTooShortNorTooLong(long asked, long taken) {
    acs.fail(HERS, new AcsThrottled(Duration.ofMillis(asked)));

    delete();
    assertThat(node.time.paused()).isEqualTo(Duration.ofMillis(taken));
  }

  @Test
  void aTimeOutIsRepeatedAfterTheShortestPause() {
    acs.fail(HERS, new AcsTimeout());

    delete();
    assertThat(node.time.paused()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void anOutageIsRepeatedWhenAcsSaysSo() {
    acs.fail(HERS, new AcsUnavailable("down", Duration.ofSeconds(3)));

    delete();
    assertThat(node.time.paused()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void whatAcsKnowsNoMoreIsDeletedAlready() {
    await(acs.delete(HERS));

    assertThat(delete()).isEqualTo(new Result.Deleted(true));
  }
}
