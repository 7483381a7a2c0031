package dev.acsgateway.redis;

import static dev.acsgateway.redis.StoreFixture.ALICE;
import static dev.acsgateway.redis.StoreFixture.BOB;
import static dev.acsgateway.redis.StoreFixture.lookingAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acsgateway.failure.StoreUnavailable;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server that was made the replica of another while it is in use. */
@Tag("fault")
class DemotedServerIT {
  @Test
  void aServerThatTakesNoWritesIsOutOfOrderUntilItDoesAgain() {
    try (TestRedisProcess server = TestRedisProcess.start();
        TestRedisProcess other = TestRedisProcess.start();
        StoreFixture redis = lookingAt(server.url(), 16)) {
      redis.own(ALICE, "8:acs:r_1");

      server.command("REPLICAOF " + other.url().replace("redis://", "").replace(":", " "));
      assertThatThrownBy(() -> redis.own(BOB, "8:acs:r_2"))
          .isInstanceOfSatisfying(
              StoreUnavailable.class, down -> assertThat(down.reason()).contains("READONLY"));

      server.command("REPLICAOF NO ONE");
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .ignoreException(StoreUnavailable.class)
          .untilAsserted(() -> assertThat(redis.own(BOB, "8:acs:r_2")).isNotNull());
    }
  }
}
