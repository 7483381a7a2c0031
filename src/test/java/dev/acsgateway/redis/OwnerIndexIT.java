package dev.acsgateway.redis;

import static dev.acsgateway.redis.StoreFixture.ALICE;
import static dev.acsgateway.redis.StoreFixture.BOB;
import static dev.acsgateway.redis.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.identity.AcsResourceId;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.ledger.ImportMode;
import dev.acsgateway.ledger.ImportTally;
import dev.acsgateway.ledger.LedgerEntry;
import dev.acsgateway.ledger.LedgerRepair;
import dev.acsgateway.ledger.RepairStep;
import dev.acsgateway.ledger.RepairTally;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The kind: an index in another slot than what it is about, which a crash between the two, or an
 * older gateway, leaves without an entry or with one too many.
 */
class OwnerIndexIT {
  private static final Identity X = new Identity("8:acs:r_1");
  private static final Identity Y = new Identity("8:acs:r_2");

  private StoreFixture redis;

  @BeforeEach
  void open() {
    redis = new StoreFixture();
  }

  @AfterEach
  void close() {
    redis.close();
  }

  private List<String> owners(Identity identity) {
    return await(redis.store.ledgerArchive().owners(identity)).users().stream()
        .map(user -> user.user().value())
        .toList();
  }

  private ImportTally write(UserId user, Identity identity) {
    return await(
        redis
            .store
            .ledgerArchive()
            .write(
                List.of(new LedgerEntry(user, identity, Optional.empty(), Optional.empty())),
                ImportMode.KEEP));
  }

  private RepairTally reconcile() {
    RepairTally tally = RepairTally.NONE;
    Optional<String> cursor = Optional.of(LedgerRepair.START);
    while (cursor.isPresent()) {
      RepairStep step =
          await(
              redis
                  .store
                  .ledgerRepair()
                  .step(cursor.get(), redis.clock.instant().minus(Duration.ofDays(1))));
      tally = tally.plus(step.tally());
      cursor = step.next();
    }
    return tally;
  }

  private static String index(Identity identity) {
    return new Keyspace(16).shardOf(IdentityDigest.of(identity)).owners();
  }

  private static void note(Identity identity, String owners) {
    TestRedis.send("HSET %s %s %s".formatted(index(identity), IdentityDigest.of(identity), owners));
  }

  private static String noted(Identity identity) {
    return TestRedis.send("HGET %s %s".formatted(index(identity), IdentityDigest.of(identity)));
  }

  private static long serverSeconds() {
    return Long.parseLong(TestRedis.send("TIME").lines().findFirst().orElseThrow());
  }

  @Test
  void saysWhoseAnIdentityIs() {
    redis.own(ALICE, X.id());
    write(BOB, Y);

    assertThat(owners(X)).containsExactly(ALICE.value());
    assertThat(owners(new Identity("8:ACS:R_2"))).containsExactly("bob");
    assertThat(owners(new Identity("8:acs:r_3"))).isEmpty();
  }

  @Test
  void anEntryThatItsUsersRecordDoesNotConfirmCountsForNothing() {
    redis.own(ALICE, X.id());
    note(Y, ALICE.hash() + ":0");

    assertThat(owners(Y)).isEmpty();
    assertThat(write(BOB, Y).added()).isEqualTo(1);
    assertThat(owners(Y)).containsExactly("bob");
  }

  @Test
  void aClaimWithoutARecordHoldsOthersOffForAWhileOnly() {
    note(X, ALICE.hash() + ":" + serverSeconds());
    assertThat(write(BOB, X).conflicts()).as("the import may still be under way").isEqualTo(1);

    note(X, ALICE.hash() + ":" + (serverSeconds() - OwnerIndex.PENDING.toSeconds() - 1));
    assertThat(write(BOB, X).added()).as("the import broke off").isEqualTo(1);
  }

  @Test
  void whoseImportBrokeOffMayImportAgainAtOnce() {
    note(X, ALICE.hash() + ":" + serverSeconds());

    assertThat(write(ALICE, X).added()).isEqualTo(1);
  }

  @Test
  void reconcileNotesOwnersWhoAreMissing() {
    List<UserId> users = IntStream.range(0, 300).mapToObj(i -> new UserId("user-" + i)).toList();
    users.forEach(user -> redis.own(user, "8:acs:" + user.value()));
    IntStream.range(0, 16).forEach(shard -> TestRedis.send("DEL gw:{" + shard + "}:owners"));

    assertThat(reconcile().owners()).isEqualTo(300);

    assertThat(owners(new Identity("8:acs:user-7"))).containsExactly("user-7");
    assertThat(reconcile())
        .extracting(RepairTally::owners, RepairTally::disowned, RepairTally::shared)
        .containsExactly(0L, 0L, 0L);
  }

  @Test
  void reconcileTakesOutWhoOwnsTheIdentityNoLonger() {
    redis.own(ALICE, X.id());
    note(X, "%s:0,%s:0".formatted(ALICE.hash(), BOB.hash()));
    note(Y, ALICE.hash() + ":0");
    note(new Identity("8:acs:r_3"), BOB.hash() + ":" + serverSeconds());

    assertThat(reconcile().disowned()).isEqualTo(2);

    assertThat(noted(X)).isEqualTo(ALICE.hash() + ":0");
    assertThat(noted(Y)).isEmpty();
    assertThat(noted(new Identity("8:acs:r_3"))).as("an import under way").isNotEmpty();
  }

  @Test
  void reconcileCountsUsersWhoShareAnIdentity() {
    redis.own(ALICE, X.id());
    redis.own(BOB, X.id());

    assertThat(reconcile().shared()).isPositive();
    assertThat(owners(X)).containsExactlyInAnyOrder("bob", ALICE.value());
  }

  @Test
  void anErasureLeavesNoEntry() {
    redis.own(ALICE, X.id());
    await(
        redis
            .store
            .identityLedger()
            .beginDeletion(ALICE)
            .compose(redis.store.identityLedger()::endDeletion));

    assertThat(noted(X)).isEmpty();
  }

  @Test
  void anAdoptedResourceBeginsWithoutEntries() {
    String former = "8:acs:11111111-1111-4111-8111-111111111111_1";
    redis.own(ALICE, former);
    await(
        redis
            .store
            .resourceBinding()
            .adopt(new AcsResourceId("22222222-2222-4222-8222-222222222222"), "https://x"));

    assertThat(noted(new Identity(former))).isEmpty();
    assertThat(owners(new Identity(former))).isEmpty();
  }

  @Test
  void aLedgerFromBeforeTheIndexIsIndexedWhenItIsFirstNeeded() {
    redis.own(ALICE, X.id());
    redis.own(BOB, Y.id());
    IntStream.range(0, 16).forEach(shard -> TestRedis.send("DEL gw:{" + shard + "}:owners"));
    TestRedis.send("HDEL gw:meta owners");

    assertThat(owners(X)).containsExactly(ALICE.value());
    assertThat(owners(Y)).containsExactly("bob");
  }
}
