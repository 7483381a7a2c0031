package dev.acsgateway;

import static dev.acsgateway.CleanupJobs.count;
import static dev.acsgateway.CleanupJobs.olderThan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.redis.LedgerSeed;
import dev.acsgateway.redis.LedgerSeed.Owner;
import dev.acsgateway.redis.TestRedis;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A dry run over a large ledger. {@code -Dcleanup.test.ledger=1000000} sets how many users it has.
 */
class CleanupSizeIT {
  private static final int USERS = Integer.getInteger("cleanup.test.ledger", 100_000);
  private static final Duration MOST = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long MOST_GROWTH = 48L << 20;

  private GatewayFixture gateway;

  @BeforeEach
  void start() {
    gateway = new GatewayFixture();
    gateway.withNode();
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void aDryRunTakesLittleTimeAndNoMemory() {
    Instant then = Instant.now().minus(Duration.ofDays(40));
    new LedgerSeed(TestRedis.url(), Population.SHARDS)
        .write(
            IntStream.range(0, USERS)
                .mapToObj(
                    i ->
                        new Owner(
                            new UserId("user-" + i + "@example.org"),
                            new Identity("8:acs:1b5cc06b-f352-4571-b1e6-d9ac8ee48a14_" + i),
                            then.plusMillis(i))));
    CleanupJobs jobs = new CleanupJobs(gateway::admin);
    JsonObject request = olderThan(Duration.ofDays(30)).put("dryRun", true);
    long before = liveHeap();
    String job = jobs.start(request);
    long most = before;
    for (int quarter = 1; quarter <= 4; quarter++) {
      long enough = (long) USERS * quarter / 4;
      jobs.until(job, PATIENCE, it -> count(it, "total") >= enough);
      most = Math.max(most, liveHeap());
    }
    JsonObject done = jobs.untilState(job, PATIENCE, "completed");
    Duration time =
        Duration.between(
            Instant.parse(done.getString("createdAt")),
            Instant.parse(done.getString("finishedAt")));
    System.out.printf(
        "Dry run over %d users: %s, live heap %d to %d MiB%n",
        USERS, time, before >> 20, most >> 20);

    assertThat(count(done, "left")).isEqualTo(USERS);
    assertThat(time).isLessThan(MOST);
    assertThat(most - before).isLessThan(MOST_GROWTH);
  }
}
