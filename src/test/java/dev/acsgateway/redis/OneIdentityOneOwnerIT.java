package dev.acsgateway.redis;

import static dev.acsgateway.redis.StoreFixture.ALICE;
import static dev.acsgateway.redis.StoreFixture.BOB;
import static dev.acsgateway.redis.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.Claim;
import dev.acsgateway.cleanup.ClaimPrecondition;
import dev.acsgateway.fake.FakeIdentityClient;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityService;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.identity.UserRecord;
import dev.acsgateway.ledger.ImportMode;
import dev.acsgateway.ledger.ImportTally;
import dev.acsgateway.ledger.LedgerEntry;
import dev.acsgateway.token.IssueLease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The kind: one ACS identity that two users come to own, by whatever way, so that what is done to
 * one of them locks the other out.
 */
class OneIdentityOneOwnerIT {
  private static final String X = "8:acs:r_1";

  private StoreFixture redis;

  @BeforeEach
  void open() {
    redis = new StoreFixture();
  }

  @AfterEach
  void close() {
    redis.close();
  }

  private static LedgerEntry entry(UserId user, String identity) {
    return new LedgerEntry(user, new Identity(identity), Optional.empty(), Optional.empty());
  }

  private ImportTally write(ImportMode mode, LedgerEntry... entries) {
    return await(redis.store.ledgerArchive().write(List.of(entries), mode));
  }

  private Optional<Identity> identityOf(UserId user) {
    return await(redis.store.identityLedger().find(user)).flatMap(UserRecord::identity);
  }

  /** Writes a user as an earlier version did. */
  private static void legacy(UserId user, String identity) {
    Keyspace.UserKeys keys = new Keyspace(16).of(user);
    TestRedis.send(
        "HSET %s user %s identity %s state active epoch 1 createdAt 1"
            .formatted(keys.user(), user.value(), identity));
    TestRedis.send("ZADD %s 1 %s".formatted(keys.index(), user.hash()));
  }

  private IdentityService service(FakeIdentityClient acs) {
    return new IdentityService(redis.store.identityLedger(), acs, redis.clock);
  }

  @ParameterizedTest
  @EnumSource
  void theSecondUserInOneImportIsAConflict(ImportMode mode) {
    assertThat(write(mode, entry(ALICE, X), entry(BOB, X))).isEqualTo(new ImportTally(1, 0, 0, 1));

    assertThat(identityOf(ALICE)).contains(new Identity(X));
    assertThat(identityOf(BOB)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aUserWhoImportsWhatAnotherImportedIsAConflict(ImportMode mode) {
    write(mode, entry(ALICE, X));

    assertThat(write(mode, entry(BOB, X))).isEqualTo(new ImportTally(0, 0, 0, 1));
    assertThat(identityOf(BOB)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aUserWhoImportsWhatAnotherWasGivenByAcsIsAConflict(ImportMode mode) {
    redis.own(ALICE, X);

    assertThat(write(mode, entry(BOB, X))).isEqualTo(new ImportTally(0, 0, 0, 1));
    assertThat(identityOf(ALICE)).contains(new Identity(X));
  }

  @ParameterizedTest
  @EnumSource
  void aUserWhoOwnsAnotherIdentityDoesNotGetSomebodyElses(ImportMode mode) {
    redis.own(ALICE, X);
    redis.own(BOB, "8:acs:r_2");

    assertThat(write(mode, entry(BOB, X))).isEqualTo(new ImportTally(0, 0, 0, 1));
    assertThat(identityOf(BOB)).contains(new Identity("8:acs:r_2"));
  }

  @Test
  void upperAndLowerCaseAreOneIdentity() {
    redis.own(ALICE, "8:acs:abc_1d");

    assertThat(write(ImportMode.KEEP, entry(BOB, "8:acs:ABC_1D"), entry(ALICE, "8:acs:ABC_1D")))
        .isEqualTo(new ImportTally(0, 1, 0, 1));
  }

  @Test
  void ofManyImportsAtOnceOneGivesTheIdentity() {
    List<UserId> users = IntStream.range(0, 50).mapToObj(i -> new UserId("user-" + i)).toList();

    List<ImportTally> tallies =
        users.stream()
            .map(
                user ->
                    redis
                        .store
                        .ledgerArchive()
                        .write(List.of(entry(user, X)), ImportMode.OVERWRITE))
            .toList()
            .stream()
            .map(StoreFixture::await)
            .toList();

    assertThat(tallies.stream().mapToLong(ImportTally::added).sum()).isEqualTo(1);
    assertThat(users.stream().flatMap(user -> identityOf(user).stream())).hasSize(1);
  }

  @Test
  void anIdentityThatIsBeingDeletedIsGivenToNobody() {
    redis.own(ALICE, X);
    await(redis.store.identityLedger().beginDeletion(ALICE));

    assertThat(write(ImportMode.OVERWRITE, entry(BOB, X))).isEqualTo(new ImportTally(0, 0, 0, 1));
  }

  @Test
  void anOrphanOfAnotherShardIsGivenToNobodyUnlessThatIsMeant() {
    await(redis.store.ledgerArchive().fileOrphans(List.of(new Identity(X))));
    List<UserId> users = Stream.of("a", "b", "c", "d").map(UserId::new).toList();

    for (UserId user : users) {
      assertThat(write(ImportMode.KEEP, entry(user, X))).isEqualTo(new ImportTally(0, 0, 0, 1));
    }
    assertThat(write(ImportMode.OVERWRITE, entry(ALICE, X)).added()).isEqualTo(1);
    assertThat(await(redis.store.ledgerArchive().size()).orphans()).isZero();
  }

  @Test
  void anIdentityThatAUserOwnsIsFiledAsNoOrphan() {
    redis.own(ALICE, X);

    await(redis.store.ledgerArchive().fileOrphans(List.of(new Identity(X))));

    assertThat(await(redis.store.ledgerArchive().size()).orphans()).isZero();
  }

  @Test
  void aCleanUpOfOrphansNeverTakesAnOwnedIdentity() {
    redis.own(ALICE, X);
    TestRedis.send("ZADD gw:{3}:orphans 1 " + X);

    Claim claim = claimLoose(Optional.of(3));

    assertThat(claim).isEqualTo(new Claim.InUse());
    assertThat(await(redis.store.ledgerArchive().size()).orphans()).isZero();
  }

  @Test
  void aCleanUpOfNamedIdentitiesNeverTakesAnOwnedOne() {
    redis.own(ALICE, X);

    assertThat(claimLoose(Optional.empty())).isEqualTo(new Claim.InUse());
  }

  @Test
  void whatACleanUpIsAboutToDeleteIsGivenToNobody() {
    assertThat(claimLoose(Optional.empty())).isInstanceOf(Claim.Granted.class);

    assertThat(write(ImportMode.OVERWRITE, entry(BOB, X))).isEqualTo(new ImportTally(0, 0, 0, 1));
  }

  @Test
  void aCleanUpThatGaveUpLeavesTheIdentityToBeImported() {
    Claim.Granted granted = (Claim.Granted) claimLoose(Optional.empty());
    await(
        redis
            .store
            .cleanupLedger()
            .release(new Candidate.Loose(new Identity(X), Optional.empty()), granted));

    assertThat(write(ImportMode.KEEP, entry(BOB, X)).added()).isEqualTo(1);
  }

  private Claim claimLoose(Optional<Integer> shard) {
    return await(
        redis
            .store
            .cleanupLedger()
            .claim(
                new Candidate.Loose(new Identity(X), shard),
                new ClaimPrecondition.MadeBefore(redis.clock.instant())));
  }

  @Test
  void erasingOneOfTwoFromAnEarlierVersionLeavesTheIdentityToTheOther() {
    legacy(ALICE, X);
    legacy(BOB, X);
    FakeIdentityClient acs = new FakeIdentityClient(redis.clock);

    await(service(acs).erase(ALICE));

    assertThat(acs.calls()).isEmpty();
    assertThat(identityOf(ALICE)).isEmpty();
    assertThat(identityOf(BOB)).contains(new Identity(X));

    await(service(acs).erase(BOB));
    assertThat(acs.calls()).containsExactly("delete " + X);
  }

  @Test
  void aCleanUpLeavesAnIdentityThatTwoOwn() {
    legacy(ALICE, X);
    legacy(BOB, X);

    Claim claim =
        await(
            redis
                .store
                .cleanupLedger()
                .claim(
                    Candidate.of(ALICE), new ClaimPrecondition.MadeBefore(redis.clock.instant())));

    assertThat(claim).isEqualTo(new Claim.InUse());
    assertThat(identityOf(ALICE)).contains(new Identity(X));
  }

  @Test
  void anImportKnowsUsersOfAnEarlierVersion() {
    legacy(ALICE, X);

    assertThat(write(ImportMode.KEEP, entry(BOB, X), entry(ALICE, X)))
        .isEqualTo(new ImportTally(0, 1, 0, 1));
  }

  @Test
  void anErasedUsersIdentityMayBeImportedAgain() {
    redis.own(ALICE, X);
    await(service(new FakeIdentityClient(redis.clock)).erase(ALICE));

    assertThat(write(ImportMode.KEEP, entry(BOB, X)).added()).isEqualTo(1);
  }

  @Test
  void aRowThatWasAConflictClaimsNothing() {
    redis.own(ALICE, "8:acs:r_2");
    assertThat(write(ImportMode.KEEP, entry(ALICE, X)).conflicts()).isEqualTo(1);

    assertThat(write(ImportMode.KEEP, entry(BOB, X)).added()).isEqualTo(1);
  }

  @Test
  void aFlightThatCameTooLateLeavesAnOrphanThatCanBeDeleted() {
    IssueLease flight = redis.granted(StoreFixture.CHAT);
    await(redis.store.tokenFlights().abort(flight));
    await(
        redis.store.tokenFlights().land(flight, redis.brought(X, "token"), redis.clock.instant()));

    redis.clock.advance(Duration.ofHours(1));
    assertThat(await(redis.store.ledgerArchive().size()).orphans()).isEqualTo(1);
    assertThat(claimLoose(Optional.empty())).isInstanceOf(Claim.Granted.class);
  }
}
