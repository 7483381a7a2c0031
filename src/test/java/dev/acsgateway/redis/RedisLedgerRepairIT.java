package dev.acsgateway.redis;

import static dev.acsgateway.redis.StoreFixture.ALICE;
import static dev.acsgateway.redis.StoreFixture.BOB;
import static dev.acsgateway.redis.StoreFixture.CHAT;
import static dev.acsgateway.redis.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.ledger.LedgerRepair;
import dev.acsgateway.ledger.LedgerSize;
import dev.acsgateway.ledger.RepairStep;
import dev.acsgateway.ledger.RepairTally;
import dev.acsgateway.token.IssueLease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("topology")
class RedisLedgerRepairIT {
  private StoreFixture redis;
  private LedgerRepair repair;

  @BeforeEach
  void open() {
    redis = new StoreFixture();
    repair = redis.store.ledgerRepair();
  }

  @AfterEach
  void close() {
    redis.close();
  }

  private RepairTally reconcile() {
    return reconcile(Duration.ofDays(1));
  }

  private RepairTally reconcile(Duration intentsOlderThan) {
    RepairTally tally = RepairTally.NONE;
    Optional<String> cursor = Optional.of(LedgerRepair.START);
    while (cursor.isPresent()) {
      RepairStep step =
          await(repair.step(cursor.get(), redis.clock.instant().minus(intentsOlderThan)));
      tally = tally.plus(step.tally());
      cursor = step.next();
    }
    return tally;
  }

  private static Keyspace.UserKeys keys(UserId user) {
    return new Keyspace(16).of(user);
  }

  private static String send(String command) {
    return TestRedis.send(command);
  }

  @Test
  void findsNothingToMendInASoundLedger() {
    redis.own(ALICE, "8:acs:r_1");
    redis.own(BOB, "8:acs:r_2");

    assertThat(reconcile())
        .isEqualTo(new RepairTally(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, new LedgerSize(2, 0, 0)));
  }

  @Test
  void rebuildsALostIndexAsItWas() {
    List<UserId> users = IntStream.range(0, 3_000).mapToObj(i -> new UserId("user-" + i)).toList();
    for (UserId user : users) {
      redis.clock.advance(Duration.ofSeconds(1));
      redis.own(user, "8:acs:r_" + user.value());
    }
    String place = send("ZSCORE " + keys(users.get(7)).index() + " " + users.get(7).hash());
    IntStream.range(0, 16).forEach(shard -> send("DEL gw:{" + shard + "}:idx"));

    RepairTally tally = reconcile();

    assertThat(tally.indexed()).isEqualTo(3_000);
    assertThat(tally.left()).isEqualTo(new LedgerSize(3_000, 0, 0));
    assertThat(send("ZSCORE " + keys(users.get(7)).index() + " " + users.get(7).hash()))
        .isEqualTo(place);
    assertThat(reconcile().indexed()).as("a second run finds nothing").isZero();
  }

  @Test
  void takesEntriesOutThatNoRecordStandsBehind() {
    redis.own(ALICE, "8:acs:r_1");
    send("DEL " + keys(ALICE).user());

    assertThat(reconcile().unindexed()).isEqualTo(1);
    assertThat(reconcile()).isEqualTo(RepairTally.NONE);
  }

  @Test
  void aCreationThatBrokeOffBecomesAnIntentAndItsUserIsForgotten() {
    redis.granted(CHAT);
    RepairTally tally =
        await()
            .atMost(Duration.ofSeconds(5))
            .until(this::reconcile, found -> found.abandoned() == 1);

    assertThat(tally.left().intents()).isEqualTo(1);
    assertThat(await(redis.store.identityLedger().find(ALICE))).isEmpty();
    assertThat(redis.granted(CHAT).identity()).as("and can come again").isEmpty();
  }

  @Test
  void aCreationUnderWayIsLeftAlone() {
    try (StoreFixture patient = StoreFixture.withLongFlights()) {
      IssueLease flight = patient.granted(CHAT);
      repair = patient.store.ledgerRepair();

      assertThat(reconcile())
          .isEqualTo(new RepairTally(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, LedgerSize.NONE));
      assertThat(
              await(
                  patient
                      .store
                      .tokenFlights()
                      .land(
                          flight, patient.brought("8:acs:r_1", "token"), patient.clock.instant())))
          .isPresent();
    }
  }

  @Test
  void anIntentWhoseIdentityTurnsUpLateIsAnOrphanAndNoIntentAnyMore() {
    IssueLease late = redis.granted(CHAT);
    await().atMost(Duration.ofSeconds(5)).until(() -> reconcile().abandoned() == 1);

    await(
        redis
            .store
            .tokenFlights()
            .land(late, redis.brought("8:acs:r_late", "token"), redis.clock.instant()));

    assertThat(reconcile().left()).isEqualTo(new LedgerSize(0, 1, 0));
  }

  @Test
  void everyCreationThatBrokeOffIsAnIntentOfItsOwn() {
    for (int i = 0; i < 3; i++) {
      await(redis.store.tokenFlights().abandon(redis.granted(CHAT)));
    }

    assertThat(reconcile().left().intents()).isEqualTo(3);
  }

  @Test
  void givesUpIntentsThatCannotComeBackAnyMore() {
    await(redis.store.tokenFlights().abandon(redis.granted(CHAT)));
    redis.clock.advance(Duration.ofHours(2));
    await(redis.store.tokenFlights().abandon(redis.granted(CHAT)));

    RepairTally tally = reconcile(Duration.ofHours(1));

    assertThat(tally.forgottenIntents()).isEqualTo(1);
    assertThat(tally.left().intents()).isEqualTo(1);
  }

  @Test
  void anOrphanThatHasAnOwnerIsNoneAnyMore() {
    redis.own(ALICE, "8:acs:r_1");
    send("ZADD " + keys(ALICE).orphans() + " 1 8:acs:r_1");

    assertThat(reconcile().reclaimed()).isEqualTo(1);
    assertThat(reconcile().left().orphans()).isZero();
    assertThat(await(redis.store.identityLedger().find(ALICE)).orElseThrow().identity())
        .contains(new Identity("8:acs:r_1"));
  }

  @Test
  void aCursorOfSomethingElseIsRefused() {
    assertThatThrownBy(() -> await(repair.step("u:0:0", redis.clock.instant())))
        .isInstanceOf(InvalidRequest.class);
  }
}
