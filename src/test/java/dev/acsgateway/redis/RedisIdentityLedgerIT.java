package dev.acsgateway.redis;

import static dev.acsgateway.redis.StoreFixture.ALICE;
import static dev.acsgateway.redis.StoreFixture.BOB;
import static dev.acsgateway.redis.StoreFixture.CHAT;
import static dev.acsgateway.redis.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.failure.UserBusy;
import dev.acsgateway.failure.UserNotFound;
import dev.acsgateway.identity.Fence;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityLedger;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.identity.UserRecord;
import dev.acsgateway.identity.UserState;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("topology")
class RedisIdentityLedgerIT {
  private StoreFixture redis;
  private IdentityLedger ledger;

  @BeforeEach
  void open() {
    redis = new StoreFixture();
    ledger = redis.store.identityLedger();
  }

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void tellsWhatItKnowsOfAUser() {
    redis.own(ALICE, "8:acs:r_1");

    assertThat(await(ledger.find(ALICE)))
        .contains(
            new UserRecord(
                ALICE,
                Optional.of(new Identity("8:acs:r_1")),
                UserState.ACTIVE,
                1,
                Optional.of(redis.clock.instant()),
                Optional.of(redis.clock.instant())));
    assertThat(await(ledger.find(BOB))).isEmpty();
  }

  @Test
  void cannotRevokeOrDeleteWhomItDoesNotKnow() {
    assertThatThrownBy(() -> await(ledger.beginRevocation(BOB))).isInstanceOf(UserNotFound.class);
    assertThatThrownBy(() -> await(ledger.beginDeletion(BOB))).isInstanceOf(UserNotFound.class);
  }

  @Test
  void oneChangeOfAUserExcludesAnother() {
    redis.own(ALICE, "8:acs:r_1");
    await(ledger.beginRevocation(ALICE));

    assertThatThrownBy(() -> await(ledger.beginRevocation(ALICE))).isInstanceOf(UserBusy.class);
    assertThatThrownBy(() -> await(ledger.beginDeletion(ALICE))).isInstanceOf(UserBusy.class);
  }

  @Test
  void aCreationUnderWayMakesTheUserBusy() {
    redis.granted(CHAT);

    assertThatThrownBy(() -> await(ledger.beginDeletion(ALICE))).isInstanceOf(UserBusy.class);
  }

  @Test
  void aFenceThatRanOutIsTakenOverAndItsHolderIsTold() {
    redis.own(ALICE, "8:acs:r_1");
    Fence lost = await(ledger.beginRevocation(ALICE));

    Fence taken =
        await()
            .ignoreException(UserBusy.class)
            .atMost(Duration.ofSeconds(5))
            .until(() -> await(ledger.beginRevocation(ALICE)), fence -> true);

    assertThat(await(ledger.endRevocation(lost))).isFalse();
    assertThat(await(ledger.endRevocation(taken))).isTrue();
  }

  @Test
  void aDeletedUserIsForgotten() {
    redis.own(ALICE, "8:acs:r_1");

    await(ledger.endDeletion(await(ledger.beginDeletion(ALICE))));

    assertThat(await(ledger.find(ALICE))).isEmpty();
    assertThat(TestRedis.send("KEYS gw:{*")).as("no key of the user is left").isEmpty();
  }

  @Test
  void noKeyHoldsAUserIdAndNoValueAToken() {
    redis.own(ALICE, "8:acs:r_1");
    String tokenKey = new Keyspace(16).of(ALICE).token(CHAT);

    assertThat(TestRedis.send("KEYS *")).doesNotContain("alice");
    assertThat(TestRedis.send("GET " + tokenKey)).isNotEmpty().doesNotContain("token");
  }

  @Test
  void aValueMovedToAnotherKeyIsAMiss() {
    redis.own(ALICE, "8:acs:r_1");
    Keyspace keys = new Keyspace(16);
    UserId neighbour =
        IntStream.range(0, 1_000)
            .mapToObj(i -> new UserId("user-" + i))
            .filter(user -> keys.shard(user.hash()) == keys.shard(ALICE.hash()))
            .findFirst()
            .orElseThrow();
    redis.own(neighbour, "8:acs:r_2");
    String alices = keys.of(ALICE).token(CHAT);
    String others = keys.of(neighbour).token(StoreFixture.key(neighbour, "chat"));

    TestRedis.send("COPY " + others + " " + alices + " REPLACE");

    assertThat(await(redis.store.tokenCache().find(CHAT))).isEmpty();
    assertThat(redis.granted(CHAT).identity())
        .as("and is replaced")
        .contains(new Identity("8:acs:r_1"));
  }

  @Test
  void aStoreWithAnotherKeysetSeesNoTokensButTheSameLedger() {
    redis.own(ALICE, "8:acs:r_1");

    try (StoreFixture other =
        StoreFixture.signing(
            AeadCipher.newKeyset(), new IntegrityConfig(IntegrityConfig.Mode.OFF, ""))) {
      assertThat(await(other.store.tokenCache().find(CHAT))).isEmpty();
      assertThat(await(other.store.identityLedger().find(ALICE))).isPresent();
    }
  }
}
