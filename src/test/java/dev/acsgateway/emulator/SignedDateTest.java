package dev.acsgateway.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which signed dates pass. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignedDateTest {
  private static final Instant NOW = Instant.parse("2026-12-28T10:00:00Z");
  private static final String TARGET = "/identities" + RunningEmulator.GA;

  private final RunningEmulator running =
      new RunningEmulator(options -> options.clock(InstantSource.fixed(NOW)));

  @AfterAll
  void stop() {
    running.close();
  }

  private int status(String dateHeader, String date) {
    Signer signer = new Signer(running.client.signer().key(), dateHeader);
    return running
        .client
        .send("POST", TARGET, signer.headers("POST", TARGET, "127.0.0.1", date, ""), "")
        .status();
  }

  @ParameterizedTest
  @CsvSource({"0,201", "299,201", "-299,201", "301,401", "-301,401", "86400,401"})
  void allowsFiveMinutesOfClockSkew(long seconds, int status) {
    String date = Signer.date(NOW.plusSeconds(seconds));
    assertThat(status("x-ms-date", date)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mon, 28 Dec 2026 10:00:00 GMT|201",
        "Mon, 28 Dec 2027 10:00:00 GMT|201",
        "Tue, 28 Dec 2027 10:00:00 GMT|401",
        "Tue, 28 Dec 2026 10:00:00 GMT|401",
        "Mon, 28 Dec 2028 10:00:00 GMT|401",
        "2026-12-28T10:00:00Z|401",
        "nonsense|401"
      })
  void letsBeta3sWeekYearPassAndNothingElse(String date, int status) {
    assertThat(status("date", date)).isEqualTo(status);
  }

  @Test
  void goesByTheClientsClockNotByItsOwn() {
    running.emulator.controls().clock().advance(Duration.ofDays(3));
    assertThat(status("x-ms-date", Signer.date(NOW))).isEqualTo(201);
    running.emulator.controls().clock().reset();
  }
}
