package dev.acsgateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.identity.UserRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server that takes writes is killed while users get identities all the time. */
@Tag("fault")
class FailoverIT {
  /** After which servers take one that is silent for dead. */
  private static final Duration DEAD_AFTER = Duration.ofSeconds(1);

  /** Five seconds are promised; two cores that carry other things too get more. */
  private static final Duration RECOVERY =
      Duration.parse(System.getProperty("failover.test.recovery", "PT15S"));

  /** So many in a row that all shards must be there. */
  private static final int ENOUGH = 200;

  private final Map<UserId, Identity> told = new HashMap<>();
  private int users;

  @Test
  void aClusterThatLosesAPrimaryKeepsEveryIdentityThatAUserWasTold() {
    try (TestRedisCluster cluster = TestRedisCluster.start(DEAD_AFTER, 2);
        StoreFixture redis = StoreFixture.replicated(RedisConfig.Mode.CLUSTER, cluster.url())) {
      survives("Cluster", redis, () -> cluster.primaries().getFirst().kill());
    }
  }

  @Test
  void aPrimaryThatTheSentinelsReplaceTakesNoIdentityWithIt() {
    try (TestRedisSentinels sentinels = TestRedisSentinels.start(DEAD_AFTER);
        StoreFixture redis = StoreFixture.replicated(RedisConfig.Mode.SENTINEL, sentinels.url())) {
      survives("Sentinel", redis, () -> sentinels.primary().kill());
    }
  }

  private void survives(String name, StoreFixture redis, Runnable kill) {
    serveManyInARow(redis);
    kill.run();
    long killed = System.nanoTime();
    long recovered = serveManyInARow(redis);
    Duration took = Duration.ofNanos(Math.max(0, recovered - killed));
    System.out.printf(
        "%s: %d users told, all are served again %d ms after the kill%n",
        name, told.size(), took.toMillis());

    told.forEach(
        (user, identity) ->
            assertThat(StoreFixture.await(redis.store.identityLedger().find(user)))
                .as(user.value())
                .map(UserRecord::identity)
                .contains(Optional.of(identity)));
    assertThat(took).isLessThan(RECOVERY);
  }

  /** Serves new users until so many in a row were served, and answers when that row began. */
  private long serveManyInARow(StoreFixture redis) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    long begun = System.nanoTime();
    int row = 0;
    while (row < ENOUGH) {
      assertThat(System.nanoTime()).as("served again within a minute").isLessThan(end);
      if (serve(redis, new UserId("user-" + users++))) {
        row++;
      } else {
        row = 0;
        begun = System.nanoTime();
      }
    }
    return begun;
  }

  private boolean serve(StoreFixture redis, UserId user) {
    try {
      told.put(user, redis.own(user, "8:acs:r_" + user.value()));
      return true;
    } catch (StoreUnavailable down) {
      return false;
    }
  }
}
