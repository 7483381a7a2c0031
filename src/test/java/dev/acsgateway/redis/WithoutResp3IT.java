package dev.acsgateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * A server that speaks RESP2 only. The kind of fault: a server that answers every command and still
 * never delivers what a node depends on.
 */
class WithoutResp3IT {

  @Test
  void nodesHearEachOthersChanges() {
    try (RedisServer redis = RedisServer.form().with("rename-command HELLO \"\"").start()) {
      RedisConfig config = StoreFixture.config(redis.url(), Optional.empty(), StoreFixture.FLIGHT);
      try (StoreFixture one = StoreFixture.over(config, "one");
          StoreFixture other = StoreFixture.over(config, "other")) {
        List<String> heard = new CopyOnWriteArrayList<>();
        other.store.invalidations().onTokenChange(heard::add);
        await().until(other.store.invalidations()::upToDate);

        one.own(StoreFixture.ALICE, "8:acs:resource_alice");

        await().untilAsserted(() -> assertThat(heard).contains(StoreFixture.ALICE.hash()));
        assertThat(StoreFixture.await(other.store.identityLedger().find(StoreFixture.ALICE)))
            .isPresent();
        assertThat(StoreFixture.await(other.store.nodes())).isEqualTo(2);
      }
    }
  }
}
