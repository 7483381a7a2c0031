package dev.acsgateway.redis;

import static dev.acsgateway.redis.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.failure.AcsQuota;
import dev.acsgateway.fake.FakeIdentityClient;
import dev.acsgateway.identity.IdentityClient;
import dev.acsgateway.quota.GovernedLanes;
import dev.acsgateway.quota.Lane;
import dev.acsgateway.quota.Operation;
import dev.acsgateway.quota.QuotaConfig;
import dev.acsgateway.quota.QuotaSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is left of the quota when Redis is not there. */
@Tag("fault")
class QuotaOutageIT {
  private static final int QUOTA = 10;
  private static final QuotaConfig CONFIG =
      QuotaSettings.of(QUOTA, Duration.ofMinutes(1), Duration.ZERO, Duration.ofSeconds(1), 100, 32);

  @Test
  void aNodeGoesOnWithItsOwnShareAndComesBackToTheSharedCount() {
    try (TestRedisProcess redis = TestRedisProcess.start();
        StoreFixture node = new StoreFixture(redis.url(), Optional.empty())) {
      FakeIdentityClient acs = new FakeIdentityClient(Clock.systemUTC());
      GovernedLanes lanes =
          new GovernedLanes(
              node.vertx, acs, node.store.quotaGovernor(CONFIG), CONFIG, Clock.systemUTC());
      IdentityClient client = lanes.inLane(Lane.INTERACTIVE);
      await(client.create());

      redis.stop();
      await().until(() -> !node.store.isUp());
      int share = (int) (QUOTA * CONFIG.localShare());
      for (int i = 1; i < share; i++) {
        await(client.create());
      }
      assertThat(await(client.create().<Throwable>map(new AssertionError()).otherwise(e -> e)))
          .isInstanceOf(AcsQuota.class);
      assertThat(acs.calls()).hasSize(share);
      assertThat(permits(lanes)).isEqualTo(share);

      redis.restart();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> await(client.create().map(true).otherwise(false)));
      assertThat(permits(lanes)).isEqualTo(QUOTA);
    }
  }

  private static int permits(GovernedLanes lanes) {
    return Objects.requireNonNull(await(lanes.budgets()).get(Operation.CREATE)).permits();
  }
}
