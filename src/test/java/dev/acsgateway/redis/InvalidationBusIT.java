package dev.acsgateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.cleanup.CleanupConfig;
import dev.acsgateway.fake.CountedIds;
import dev.acsgateway.fake.MovableClock;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("topology")
class InvalidationBusIT {
  private static final Duration SILENCE = Duration.ofSeconds(1);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger gaps = new AtomicInteger();
  private final Set<String> heard = ConcurrentHashMap.newKeySet();
  private RedisStore store;

  @BeforeEach
  void open() {
    TestRedis.flush();
    RedisConfig config =
        new RedisConfig(
            RedisConfig.Mode.valueOf(TestRedis.topology().name()),
            RedisEndpoints.parse(TestRedis.url()),
            "mymaster",
            SILENCE,
            16,
            Optional.empty(),
            false,
            StoreFixture.FLIGHT,
            StoreFixture.FLIGHT,
            0,
            new IntegrityConfig(IntegrityConfig.Mode.OFF, ""));
    CleanupConfig cleanup =
        new CleanupConfig(Duration.ofSeconds(1), StoreFixture.LEASE, Duration.ofDays(1), List.of());
    store =
        new RedisStore(
            vertx,
            config,
            cleanup,
            List.of("key-1"),
            new MovableClock(),
            new SecureRandom(),
            new CountedIds("n"));
    store.invalidations().onUserChange(heard::add);
    await().until(store.invalidations()::upToDate);
    store.invalidations().onGap(gaps::incrementAndGet);
  }

  @AfterEach
  void close() {
    StoreFixture.await(store.close());
    StoreFixture.await(vertx.close());
  }

  @Test
  void aFloodOfNotesIsHeardInFullWithoutTheSubscriptionBeingTakenForDead() {
    String server = TestRedis.urlFor(Keyspace.NOTES);
    int flood = 0;
    long end = System.nanoTime() + SILENCE.multipliedBy(8).toNanos();
    while (System.nanoTime() < end) {
      TestRedisCommand.send(server, "PUBLISH " + Keyspace.NOTES + " user:" + flood);
      flood++;
    }

    int published = flood;
    await().until(() -> heard.size() == published);
    assertThat(flood).isGreaterThan(1000);
    assertThat(gaps).hasValue(0);
    assertThat(store.invalidations().upToDate()).isTrue();
  }
}
