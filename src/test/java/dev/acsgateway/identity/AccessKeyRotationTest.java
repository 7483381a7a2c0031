package dev.acsgateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.fake.FakeActiveAccessKey;
import dev.acsgateway.fake.MovableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The kinds: a failure between two steps of a switch, and nodes whose clocks differ. */
class AccessKeyRotationTest {
  private final FakeActiveAccessKey keys = new FakeActiveAccessKey(call -> {});
  private final MovableClock clock = new MovableClock();
  private final AccessKeyRotation rotation = new AccessKeyRotation(keys, clock);

  @Test
  void aRepeatFinishesASwitchWhoseAnswerWasLostAndTheNextOneGoesBack() {
    keys.loseNextAnswer();
    assertThatExceptionOfType(StoreUnavailable.class)
        .isThrownBy(() -> rotation.rotate(Duration.ZERO).await());

    AccessKeyRotation.Rotated repeated = rotation.rotate(Duration.ZERO).await();
    assertThat(repeated.current()).isEqualTo("key-2");
    assertThat(repeated.former()).isEqualTo("key-1");
    assertThat(rotation.rotate(Duration.ZERO).await().current()).isEqualTo("key-1");
  }

  @Test
  void tokensOfTheFormerKeyAreDroppedAtOnceOnANodeWhoseClockIsTenMinutesSlow() {
    rotation.rotate(Duration.ZERO).await();
    Instant there = clock.instant().minus(Duration.ofMinutes(10));
    assertThat(keys.known().counts("key-1", there)).isFalse();
    assertThat(keys.known().counts("key-2", there)).isTrue();
  }

  @Test
  void withAGraceTheyCountUntilItIsOver() {
    Instant dropFrom = rotation.rotate(Duration.ofMinutes(5)).await().dropFrom();
    assertThat(dropFrom).isEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
    assertThat(keys.known().counts("key-1", clock.instant())).isTrue();
    assertThat(keys.known().counts("key-1", dropFrom)).isFalse();
  }
}
