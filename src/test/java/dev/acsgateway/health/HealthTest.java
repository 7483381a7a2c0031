package dev.acsgateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HealthTest {
  private final Vertx vertx = Vertx.vertx();
  private final AtomicReference<Future<Boolean>> redis =
      new AtomicReference<>(Future.succeededFuture(true));
  private final Health health =
      new Health(
          vertx,
          List.of(
              new Probe("redis", redis::get),
              new Probe("keys", () -> Future.succeededFuture(true))));

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private HealthReport check() throws Exception {
    return health.check().await(10, TimeUnit.SECONDS);
  }

  @Test
  void isReadyWhileEverythingWorks() throws Exception {
    assertThat(check())
        .isEqualTo(new HealthReport(Readiness.READY, Map.of("redis", true, "keys", true)));
  }

  @Test
  void isStartingUntilEverythingHasWorkedOnce() throws Exception {
    redis.set(Future.succeededFuture(false));
    assertThat(check().readiness()).isEqualTo(Readiness.STARTING);
    redis.set(Future.succeededFuture(true));
    assertThat(check().readiness()).isEqualTo(Readiness.READY);
  }

  @Test
  void isDegradedAndStillReadyWhenSomethingStopsWorking() throws Exception {
    check();
    redis.set(Future.failedFuture("gone"));
    assertThat(check())
        .isEqualTo(new HealthReport(Readiness.DEGRADED, Map.of("redis", false, "keys", true)));
    assertThat(Readiness.DEGRADED.takesTraffic()).isTrue();
  }

  @Test
  void isNotReadyWithoutWhatNothingCanBeServedWithout() throws Exception {
    AtomicBoolean known = new AtomicBoolean(true);
    Health strict =
        new Health(
            vertx,
            List.of(
                new Probe("redis", redis::get),
                new Probe("key", () -> Future.succeededFuture(known.get()), Probe.Need.ALWAYS)));
    assertThat(strict.check().await().readiness()).isEqualTo(Readiness.READY);
    known.set(false);
    assertThat(strict.check().await().readiness()).isEqualTo(Readiness.UNABLE);
    assertThat(Readiness.UNABLE.takesTraffic()).isFalse();
  }

  @Test
  void isDegradedFromTheStartWithoutWhatItCanDoWithout() throws Exception {
    Probe clock = new Probe("clock", () -> Future.succeededFuture(false), Probe.Need.NEVER);
    Health slow = new Health(vertx, List.of(new Probe("redis", redis::get), clock));
    assertThat(slow.check().await().readiness()).isEqualTo(Readiness.DEGRADED);
  }

  @Test
  void doesNotWaitForAProbeThatHangs() throws Exception {
    check();
    redis.set(Promise.<Boolean>promise().future());
    assertThat(check().checks()).containsEntry("redis", false);
  }

  @Test
  void isNotReadyWhileItDrains() throws Exception {
    health.drain();
    assertThat(check().readiness()).isEqualTo(Readiness.DRAINING);
    assertThat(Readiness.DRAINING.takesTraffic()).isFalse();
  }

  @Test
  void isReadyWithNothingToDependOn() throws Exception {
    assertThat(new Health(vertx, List.of()).check().await(10, TimeUnit.SECONDS).readiness())
        .isEqualTo(Readiness.READY);
  }
}
