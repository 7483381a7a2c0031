package dev.acsgateway.redis;

import static dev.acsgateway.redis.StoreFixture.ALICE;
import static dev.acsgateway.redis.StoreFixture.BOB;
import static dev.acsgateway.redis.StoreFixture.CHAT;
import static dev.acsgateway.redis.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.identity.UserRecord;
import dev.acsgateway.identity.UserState;
import dev.acsgateway.ledger.FiledOrphans;
import dev.acsgateway.ledger.ImportMode;
import dev.acsgateway.ledger.ImportTally;
import dev.acsgateway.ledger.LedgerArchive;
import dev.acsgateway.ledger.LedgerEntry;
import dev.acsgateway.ledger.LedgerPage;
import dev.acsgateway.ledger.LedgerSize;
import dev.acsgateway.token.IssueLease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("topology")
class RedisLedgerArchiveIT {
  private StoreFixture redis;
  private LedgerArchive archive;

  @BeforeEach
  void open() {
    redis = new StoreFixture();
    archive = redis.store.ledgerArchive();
  }

  @AfterEach
  void close() {
    redis.close();
  }

  private static LedgerEntry entry(UserId user, String identity) {
    return new LedgerEntry(user, new Identity(identity), Optional.empty(), Optional.empty());
  }

  private ImportTally write(LedgerEntry... entries) {
    return await(archive.write(List.of(entries), ImportMode.KEEP));
  }

  private List<LedgerPage> everything() {
    List<LedgerPage> pages = new ArrayList<>();
    pages.add(await(archive.read(LedgerArchive.START)));
    while (pages.getLast().next().isPresent()) {
      pages.add(await(archive.read(pages.getLast().next().get())));
    }
    return pages;
  }

  private List<LedgerEntry> entries() {
    return everything().stream().flatMap(page -> page.entries().stream()).toList();
  }

  private List<Identity> orphans() {
    return everything().stream().flatMap(page -> page.orphans().stream()).toList();
  }

  @Test
  void readsOutWhatItTookInHoweverManyPagesThatIs() {
    Instant at = Instant.parse("2026-01-02T03:04:05.678Z");
    List<LedgerEntry> table =
        IntStream.range(0, 20_000)
            .mapToObj(
                i ->
                    new LedgerEntry(
                        new UserId("user-" + i),
                        new Identity("8:acs:r_" + i),
                        Optional.of(at),
                        Optional.of(at.plusSeconds(i))))
            .toList();

    ImportTally tally = await(archive.write(table, ImportMode.KEEP));

    assertThat(tally).isEqualTo(new ImportTally(20_000, 0, 0, 0));
    assertThat(everything().size()).isGreaterThan(40);
    assertThat(entries()).containsExactlyInAnyOrderElementsOf(table);
    assertThat(await(archive.size())).isEqualTo(new LedgerSize(20_000, 0, 0));
  }

  @Test
  void takingTheSameRowInTwiceChangesNothing() {
    write(entry(ALICE, "8:acs:r_1"));
    Optional<UserRecord> before = await(redis.store.identityLedger().find(ALICE));
    redis.clock.advance(Duration.ofHours(1));

    assertThat(write(entry(ALICE, "8:acs:r_1"))).isEqualTo(new ImportTally(0, 1, 0, 0));

    assertThat(await(redis.store.identityLedger().find(ALICE))).isEqualTo(before);
  }

  @Test
  void anImportedUserIsServedWithTheImportedIdentity() {
    write(entry(ALICE, "8:acs:r_1"));

    assertThat(redis.granted(CHAT).identity()).contains(new Identity("8:acs:r_1"));
  }

  @Test
  void aUserWhoOwnsAnotherIdentityKeepsIt() {
    redis.own(ALICE, "8:acs:r_1");

    assertThat(write(entry(ALICE, "8:acs:r_2"))).isEqualTo(new ImportTally(0, 0, 0, 1));

    assertThat(redis.granted(StoreFixture.key(ALICE, "voip")).identity())
        .contains(new Identity("8:acs:r_1"));
    assertThat(orphans()).isEmpty();
  }

  @Test
  void anOverwrittenIdentityIsAnOrphanAndItsTokensAreGone() {
    redis.own(ALICE, "8:acs:r_1");
    IssueLease early = redis.granted(StoreFixture.key(ALICE, "voip"));

    ImportTally tally =
        await(archive.write(List.of(entry(ALICE, "8:acs:r_2")), ImportMode.OVERWRITE));

    assertThat(tally).isEqualTo(new ImportTally(0, 0, 1, 0));
    assertThat(orphans()).containsExactly(new Identity("8:acs:r_1"));
    assertThat(await(redis.store.tokenCache().find(CHAT))).isEmpty();
    assertThat(
            await(
                redis
                    .store
                    .tokenFlights()
                    .land(early, redis.brought("8:acs:r_1", "old"), redis.clock.instant())))
        .as("a flight for the old identity is void")
        .isEmpty();
    assertThat(redis.granted(CHAT).identity()).contains(new Identity("8:acs:r_2"));
  }

  @Test
  void aUserWhoIsBeingChangedIsAConflict() {
    redis.granted(CHAT);
    redis.own(BOB, "8:acs:r_2");
    await(redis.store.identityLedger().beginDeletion(BOB));

    List<LedgerEntry> both = List.of(entry(ALICE, "8:acs:r_1"), entry(BOB, "8:acs:r_2"));

    assertThat(await(archive.write(both, ImportMode.OVERWRITE)))
        .isEqualTo(new ImportTally(0, 0, 0, 2));
  }

  @Test
  void anIdentityThatIsBeingDeletedIsReadOutAsAnOrphan() {
    redis.own(ALICE, "8:acs:r_1");
    await(redis.store.identityLedger().beginDeletion(ALICE));

    assertThat(entries()).isEmpty();
    assertThat(orphans()).containsExactly(new Identity("8:acs:r_1"));
  }

  @Test
  void aCreationUnderWayIsNotReadOut() {
    redis.granted(CHAT);

    assertThat(entries()).isEmpty();
  }

  @Test
  void orphansAreFiledOnce() {
    List<Identity> orphans = List.of(new Identity("8:acs:r_1"), new Identity("8:acs:r_2"));

    assertThat(await(archive.fileOrphans(orphans))).isEqualTo(new FiledOrphans(2, 0));
    assertThat(await(archive.fileOrphans(orphans))).isEqualTo(FiledOrphans.NONE);
    assertThat(orphans()).containsExactlyInAnyOrderElementsOf(orphans);
  }

  @Test
  void whoseLastTokenIsNotKnownDoesNotCountAsIdleAtOnce() {
    Instant longAgo = redis.clock.instant().minus(Duration.ofDays(400));
    write(
        new LedgerEntry(ALICE, new Identity("8:acs:r_1"), Optional.of(longAgo), Optional.empty()));

    String score = TestRedis.send("ZSCORE " + keys().index() + " " + ALICE.hash());

    assertThat((long) Double.parseDouble(score)).isEqualTo(redis.clock.instant().toEpochMilli());
    assertThat(await(redis.store.identityLedger().find(ALICE)))
        .map(UserRecord::state)
        .contains(UserState.ACTIVE);
  }

  private static Keyspace.UserKeys keys() {
    return new Keyspace(16).of(ALICE);
  }

  @Test
  void aCursorOfSomethingElseIsRefused() {
    assertThatThrownBy(() -> await(archive.read("x:1:0"))).isInstanceOf(InvalidRequest.class);
  }
}
