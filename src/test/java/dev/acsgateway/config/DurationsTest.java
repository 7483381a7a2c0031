package dev.acsgateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "250ms, PT0.25S",
    "30s, PT30S",
    "90s, PT1M30S",
    "15m, PT15M",
    "2h, PT2H",
    "7d, P7D",
    "0ms, PT0S"
  })
  void readsAndWritesWhatPeopleWrite(String written, Duration duration) {
    assertThat(Durations.parse(written)).isEqualTo(duration);
    assertThat(Durations.format(duration)).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "s", "-1s", "1.5s", "1w", "10 s", "PT1S", "9999999999s"})
  void refusesEverythingElse(String written) {
    assertThatIllegalArgumentException().isThrownBy(() -> Durations.parse(written));
  }
}
