package dev.acsgateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.fake.StorePorts;
import dev.acsgateway.token.IssueLease;
import dev.acsgateway.token.IssueLeasesContract;
import dev.acsgateway.token.LeaseResult;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("topology")
class RedisIssueLeasesIT extends IssueLeasesContract {
  private static final Duration SHORT = Duration.ofMillis(500);

  @Override
  protected StorePorts open() {
    return RedisPorts.empty();
  }

  @Test
  void aNodeThatLivesKeepsItsFlightBeyondTheLease() {
    try (StoreFixture owner = StoreFixture.withLease(Duration.ofMinutes(1), SHORT);
        StoreFixture other = owner.anotherNode("other")) {
      IssueLease flight = owner.granted(CHAT);

      Awaitility.await()
          .during(SHORT.multipliedBy(4))
          .atMost(SHORT.multipliedBy(20))
          .until(() -> other.begin(CHAT) instanceof LeaseResult.HeldElsewhere);
      assertThat(
              await(
                  owner
                      .store
                      .tokenFlights()
                      .land(flight, owner.brought("8:acs:r_1", "token-1"), owner.clock.instant())))
          .isPresent();
    }
  }

  @Test
  void aNodeThatDiedLosesItsFlightWithItsLease() {
    StoreFixture owner = StoreFixture.withLease(Duration.ofMinutes(1), SHORT);
    try (StoreFixture other = owner.anotherNode("other")) {
      owner.granted(CHAT);
      owner.close();

      Awaitility.await().until(() -> other.begin(CHAT) instanceof LeaseResult.Acquired);
    }
  }

  @Test
  void noNodeKeepsAFlightLongerThanAFlightMayLast() {
    try (StoreFixture owner = StoreFixture.withLease(SHORT.multipliedBy(3), SHORT);
        StoreFixture other = owner.anotherNode("other")) {
      owner.granted(CHAT);

      Awaitility.await().until(() -> other.begin(CHAT) instanceof LeaseResult.Acquired);
    }
  }
}
