package dev.acsgateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.CleanupOrder;
import dev.acsgateway.cleanup.CleanupRequest;
import dev.acsgateway.cleanup.CleanupTarget;
import dev.acsgateway.cleanup.JobStoreContract;
import dev.acsgateway.fake.StorePorts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("topology")
class RedisJobStoreIT extends JobStoreContract {
  private static final CleanupRequest LISTED =
      new CleanupRequest(
          new CleanupTarget.Listed(), false, Optional.empty(), Optional.empty(), true);

  @Override
  protected StorePorts open() {
    return RedisPorts.empty();
  }

  private void create(String id) {
    await(store.jobStore().prepare(id, LISTED, Optional.empty(), now()));
    await(store.jobStore().add(id, List.of(Candidate.of(ALICE))));
    await(store.jobStore().open(id, now()));
  }

  @Test
  void noKeyOfADiscardedJobIsLeft() {
    await(store.jobStore().prepare("job-1", LISTED, Optional.empty(), now()));
    await(store.jobStore().add("job-1", List.of(Candidate.of(ALICE))));
    await(store.jobStore().discard("job-1"));

    assertThat(TestRedis.send("KEYS gw:{job*")).isEmpty();
  }

  @Test
  void forgottenJobsAreSweptFromTheList() {
    create("job-1");
    await(store.jobStore().order("job-1", CleanupOrder.CANCEL, now()));
    create("job-2");

    store.clock().advance(StorePorts.RETENTION.multipliedBy(2));
    await(store.jobStore().sweep(now()));
    assertThat(TestRedis.send("ZCARD gw:jobs")).as("neither is forgotten yet").isEqualTo("2");

    store.elapse(StorePorts.RETENTION);
    await(store.jobStore().sweep(now()));
    assertThat(TestRedis.send("ZRANGE gw:jobs 0 -1")).isEqualTo("job-2");
  }
}
