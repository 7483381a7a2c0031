package dev.acsgateway.redis;

import static dev.acsgateway.redis.StoreFixture.ALICE;
import static dev.acsgateway.redis.StoreFixture.BOB;
import static dev.acsgateway.redis.StoreFixture.CHAT;
import static dev.acsgateway.redis.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.identity.AcsResourceId;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.ResourceBinding;
import dev.acsgateway.ledger.LedgerSize;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("topology")
class RedisResourceBindingIT {
  private static final AcsResourceId OLD =
      new AcsResourceId("01234567-89ab-4cde-8f01-23456789abcd");
  private static final AcsResourceId NEW =
      new AcsResourceId("11234567-89ab-4cde-8f01-23456789abcd");
  private static final String ENDPOINT = "contoso.communication.azure.com:443";

  private StoreFixture redis;
  private ResourceBinding binding;

  @BeforeEach
  void open() {
    redis = new StoreFixture();
    binding = redis.store.resourceBinding();
  }

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void bindsOnceAndRemembersTheEndpointsOfTheLedgersResource() {
    assertThat(await(binding.know(ENDPOINT)))
        .isEqualTo(new ResourceBinding.Knowledge(Optional.empty(), Optional.empty()));

    assertThat(await(binding.bind(OLD, Optional.of(ENDPOINT)))).isEqualTo(OLD);
    assertThat(await(binding.bind(NEW, Optional.of("other")))).isEqualTo(OLD);

    assertThat(await(binding.know(ENDPOINT)))
        .isEqualTo(new ResourceBinding.Knowledge(Optional.of(OLD), Optional.of(OLD)));
    assertThat(await(binding.know("other")).atEndpoint()).isEmpty();
  }

  @Test
  void adoptionForgetsTheIdentitiesOfOtherResourcesWithTheirTokens() {
    await(binding.bind(OLD, Optional.of(ENDPOINT)));
    redis.own(ALICE, identity(OLD, 1));
    redis.own(BOB, identity(NEW, 2));
    await(
        redis
            .store
            .ledgerArchive()
            .fileOrphans(List.of(new Identity(identity(OLD, 3)), new Identity(identity(NEW, 4)))));

    assertThat(await(binding.adopt(NEW, ENDPOINT))).isEqualTo(2);

    assertThat(await(binding.know(ENDPOINT)))
        .isEqualTo(new ResourceBinding.Knowledge(Optional.of(NEW), Optional.of(NEW)));
    assertThat(await(redis.store.identityLedger().find(ALICE))).isEmpty();
    assertThat(await(redis.store.tokenCache().find(CHAT))).isEmpty();
    assertThat(await(redis.store.identityLedger().find(BOB))).isPresent();
    assertThat(await(redis.store.ledgerArchive().size())).isEqualTo(new LedgerSize(1, 1, 0));
    assertThat(await(binding.adopt(NEW, ENDPOINT))).as("a repeat").isZero();
  }

  @Test
  void adoptionReachesTheNearCachesOfOtherNodes() {
    await(binding.bind(OLD, Optional.of(ENDPOINT)));
    redis.own(ALICE, identity(OLD, 1));
    redis.own(BOB, identity(NEW, 2));
    Set<String> heard = ConcurrentHashMap.newKeySet();
    try (StoreFixture other = redis.anotherNode("other")) {
      other.store.invalidations().onUserChange(heard::add);
      Awaitility.await().until(other.store.invalidations()::upToDate);
      await(binding.adopt(NEW, ENDPOINT));

      Awaitility.await().until(() -> heard.contains(ALICE.hash()));
      assertThat(heard).as("who keeps the identity is not disturbed").hasSize(1);
    }
    assertThat(await(redis.store.cleanupLedger().countIdleUsers(redis.clock.instant()))).isOne();
  }

  private static String identity(AcsResourceId resource, int number) {
    return "8:acs:" + resource.value() + "_" + number;
  }
}
