package dev.acsgateway.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.fake.StoreContract;
import dev.acsgateway.fake.StorePorts;
import dev.acsgateway.identity.Fence;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.identity.UserRecord;
import dev.acsgateway.identity.UserState;
import dev.acsgateway.token.IssueLease;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store keeps of {@link CleanupLedger}. */
public abstract class CleanupLedgerContract extends StoreContract {
  private static final Duration LONG = Duration.ofDays(30);
  private static final Candidate ALICES = Candidate.of(ALICE);

  private CleanupLedger ledger() {
    return store.cleanupLedger();
  }

  private Claim claim(Candidate candidate, ClaimPrecondition rule) {
    return await(ledger().claim(candidate, rule));
  }

  private Claim.Granted claimed(Candidate candidate) {
    return (Claim.Granted) claim(candidate, new ClaimPrecondition.MadeBefore(now()));
  }

  private Optional<UserRecord> alice() {
    return await(store.identityLedger().find(ALICE));
  }

  private UserState state() {
    return alice().orElseThrow().state();
  }

  private static List<Candidate> all(Function<String, Future<CleanupLedger.Page>> walk) {
    List<Candidate> found = new ArrayList<>();
    String cursor = CleanupLedger.START;
    while (!cursor.equals(CleanupLedger.END)) {
      CleanupLedger.Page page = await(walk.apply(cursor));
      found.addAll(page.candidates());
      cursor = page.next();
    }
    return found;
  }

  private static Candidate owner(UserId user, String identity) {
    return new Candidate.OfUser(user.hash(), Optional.of(new Identity(identity)));
  }

  private static Candidate loose(String identity) {
    return new Candidate.Loose(new Identity(identity), Optional.empty());
  }

  /** The claim rule of a job that deletes who was idle for so long, asked for now. */
  private ClaimPrecondition idleFor(Duration time) {
    return new ClaimPrecondition.IdleSince(now().minus(time));
  }

  @Test
  void walksOverAllWhoWereServedNoLaterThanTheCutoff() {
    Instant cutoff = now().minus(LONG);
    List<Candidate> idle =
        IntStream.range(0, 9)
            .mapToObj(
                i -> {
                  UserId user = new UserId("user-" + i);
                  // Three of them at the same instant, one at the cutoff itself.
                  own(user, "8:acs:r_" + i, cutoff.minusMillis(i / 3));
                  return owner(user, "8:acs:r_" + i);
                })
            .toList();
    own(ALICE, "8:acs:later", cutoff.plusMillis(1));

    assertThat(all(cursor -> ledger().idleUsers(cursor, cutoff)))
        .containsExactlyInAnyOrderElementsOf(idle);
    assertThat(await(ledger().countIdleUsers(cutoff))).isEqualTo(9);
    assertThat(await(ledger().countIdleUsers(cutoff.minusMillis(1)))).isEqualTo(6);
    assertThat(all(ledger()::users)).hasSize(10).contains(owner(ALICE, "8:acs:later"));
  }

  @Test
  void aUserServedAgainIsIdleNoMore() {
    own(ALICE, "8:acs:r_1", now().minus(LONG));
    land(granted(VOIP), "8:acs:r_1");

    assertThat(all(cursor -> ledger().idleUsers(cursor, now().minus(LONG)))).isEmpty();
  }

  @Test
  void walksOverNobodyWhoOwnsNoIdentity() {
    own(ALICE, "8:acs:r_1");
    await(store.identityLedger().beginDeletion(ALICE));
    granted(CHAT);
    granted(key(BOB, "chat"));

    assertThat(all(ledger()::users)).isEmpty();
  }

  @Test
  void listsOrphansUntilTheyAreForgotten() {
    own(ALICE, "8:acs:r_1");
    await(store.identityLedger().beginDeletion(ALICE));
    own(ALICE, "8:acs:r_2");
    own(BOB, "8:acs:r_3");
    await(store.identityLedger().beginDeletion(BOB));
    own(BOB, "8:acs:r_4");

    List<Candidate> found = all(ledger()::orphans);
    assertThat(found)
        .extracting(each -> each.knownIdentity().orElseThrow().id())
        .containsExactlyInAnyOrder("8:acs:r_1", "8:acs:r_3");
    Candidate orphan = found.getFirst();
    await(ledger().forget(orphan, orphan.knownIdentity().orElseThrow()));
    await(ledger().forget(orphan, orphan.knownIdentity().orElseThrow()));
    assertThat(all(ledger()::orphans)).containsExactly(found.getLast());
    await(ledger().forget(loose("8:acs:elsewhere"), new Identity("8:acs:elsewhere")));
    assertThat(all(ledger()::orphans)).hasSize(1);
  }

  @Test
  void knowsWhoOwnsAnIdentityAndTakesEveryLooseIdentityForKnown() {
    own(ALICE, "8:acs:r_1");
    granted(key(BOB, "chat"));
    Candidate bob = Candidate.of(BOB);
    Candidate nobody = Candidate.of(new UserId("nobody"));

    assertThat(await(ledger().known(List.of(bob, loose("8:acs:x"), ALICES, nobody))))
        .containsExactly(loose("8:acs:x"), ALICES);
  }

  @Test
  void aClaimTakesTheIdentityAndTheTokensFromTheUser() {
    Identity owned = own(ALICE, "8:acs:r_1");
    IssueLease early = granted(VOIP);

    assertThat(claimed(ALICES).identity()).isEqualTo(owned);
    assertThat(state()).isEqualTo(UserState.DELETING);
    assertThat(await(store.tokenCache().find(CHAT))).isEmpty();
    assertThat(land(early, "8:acs:r_1")).isEmpty();
    assertThat(granted(CHAT).identity()).isEmpty();
  }

  @Test
  void whatNoUserOwnsIsGrantedAtOnce() {
    assertThat(claim(loose("8:acs:x"), new ClaimPrecondition.MadeBefore(now())))
        .isInstanceOfSatisfying(
            Claim.Granted.class,
            granted -> assertThat(granted.identity()).isEqualTo(new Identity("8:acs:x")));
  }

  @Test
  void anIdleUserIsClaimed() {
    own(ALICE, "8:acs:r_1", now().minus(LONG));

    assertThat(claim(owner(ALICE, "8:acs:r_1"), idleFor(LONG))).isInstanceOf(Claim.Granted.class);
  }

  @Test
  void whoWasServedAfterTheCutoffIsInUse() {
    own(ALICE, "8:acs:r_1", now().minus(LONG).plusMillis(1));

    assertThat(claim(ALICES, idleFor(LONG))).isEqualTo(new Claim.InUse());
    assertThat(state()).isEqualTo(UserState.ACTIVE);
  }

  @Test
  void whoHoldsALiveTokenIsInUse() {
    own(ALICE, "8:acs:r_1", now().minus(LIFE).plusMillis(1));

    assertThat(claim(ALICES, new ClaimPrecondition.IdleSince(now()))).isEqualTo(new Claim.InUse());
  }

  @Test
  void whoseTokenHasJustEndedIsNotInUse() {
    own(ALICE, "8:acs:r_1", now().minus(LIFE));

    assertThat(claim(ALICES, new ClaimPrecondition.IdleSince(now())))
        .isInstanceOf(Claim.Granted.class);
  }

  @Test
  void aRunningFlightCountsAsUseAtClaimTime() {
    own(ALICE, "8:acs:r_1", now().minus(LONG));
    granted(VOIP);

    assertThat(claim(ALICES, idleFor(LONG))).isEqualTo(new Claim.InUse());
    store.elapse(StorePorts.FLIGHT);
    assertThat(claim(ALICES, idleFor(LONG)))
        .as("a flight whose time ran out does not")
        .isInstanceOf(Claim.Granted.class);
  }

  @Test
  void whoIsBeingCreatedIsInUse() {
    granted(CHAT);

    assertThat(claim(ALICES, idleFor(LONG))).isEqualTo(new Claim.InUse());
    assertThat(claim(ALICES, new ClaimPrecondition.MadeBefore(now()))).isEqualTo(new Claim.InUse());
    store.elapse(StorePorts.FLIGHT);
    assertThat(claim(ALICES, new ClaimPrecondition.MadeBefore(now()))).isEqualTo(new Claim.InUse());
    assertThat(state()).isEqualTo(UserState.CREATING);
  }

  @Test
  void whoHasAnotherIdentityByNowIsInUse() {
    own(ALICE, "8:acs:r_2", now().minus(LONG));

    assertThat(claim(owner(ALICE, "8:acs:r_1"), idleFor(LONG))).isEqualTo(new Claim.InUse());
    assertThat(claim(owner(ALICE, "8:acs:r_1"), new ClaimPrecondition.MadeBefore(now())))
        .isEqualTo(new Claim.InUse());
    assertThat(claim(owner(ALICE, "8:acs:r_2"), new ClaimPrecondition.MadeBefore(now())))
        .isInstanceOf(Claim.Granted.class);
  }

  @Test
  void anIdentityThatWasMadeAfterTheJobStays() {
    own(ALICE, "8:acs:r_1", now().plusMillis(1));
    own(BOB, "8:acs:r_2", now());
    granted(key(BOB, "voip"));

    assertThat(claim(ALICES, new ClaimPrecondition.MadeBefore(now()))).isEqualTo(new Claim.InUse());
    assertThat(claim(Candidate.of(BOB), new ClaimPrecondition.MadeBefore(now())))
        .as("who is listed goes, in use or not")
        .isInstanceOf(Claim.Granted.class);
  }

  @Test
  void whomNobodyKnowsIsUnknown() {
    assertThat(claim(ALICES, idleFor(LONG))).isEqualTo(new Claim.Unknown());
  }

  @Test
  void aUserWhoIsBeingChangedIsBusyUntilThatEnds() {
    own(ALICE, "8:acs:r_1");
    Fence fence = await(store.identityLedger().beginRevocation(ALICE));

    assertThat(claim(ALICES, new ClaimPrecondition.MadeBefore(now())))
        .isInstanceOfSatisfying(
            Claim.Busy.class,
            busy ->
                assertThat(busy.atMost())
                    .isBetween(StorePorts.FLIGHT.dividedBy(2), StorePorts.FLIGHT));
    await(store.identityLedger().endRevocation(fence));
    assertThat(claim(ALICES, new ClaimPrecondition.MadeBefore(now())))
        .isInstanceOf(Claim.Granted.class);
  }

  @Test
  void whoIsReleasedKeepsTheIdentity() {
    Identity owned = own(ALICE, "8:acs:r_1");
    Claim.Granted claim = claimed(ALICES);

    await(ledger().release(ALICES, claim));
    await(ledger().release(ALICES, claim));

    assertThat(state()).isEqualTo(UserState.ACTIVE);
    assertThat(alice().flatMap(UserRecord::identity)).contains(owned);
    assertThat(await(store.tokenCache().find(CHAT))).isEmpty();
    assertThat(granted(CHAT).identity()).contains(owned);
  }

  @Test
  void aFlightFromBeforeAClaimStaysVoidOnceTheUserIsReleased() {
    own(ALICE, "8:acs:r_1");
    IssueLease early = granted(VOIP);
    await(ledger().release(ALICES, claimed(ALICES)));

    assertThat(land(early, "8:acs:r_1")).isEmpty();
  }

  @Test
  void aLateReleaseDoesNotReleaseTheNextClaim() {
    own(ALICE, "8:acs:r_1");
    Claim.Granted lost = claimed(ALICES);
    store.elapse(StorePorts.FLIGHT);
    Claim.Granted taken = claimed(ALICES);

    await(ledger().release(ALICES, lost));
    assertThat(state()).isEqualTo(UserState.DELETING);
    assertThat(claim(ALICES, new ClaimPrecondition.MadeBefore(now())))
        .isInstanceOf(Claim.Busy.class);
    await(ledger().release(ALICES, taken));
    assertThat(state())
        .as("the first deletion may have been carried out")
        .isEqualTo(UserState.DELETING);
    assertThat(claim(ALICES, new ClaimPrecondition.MadeBefore(now())))
        .isInstanceOf(Claim.Granted.class);
    assertThat(granted(CHAT).identity()).isEmpty();
  }

  @Test
  void aNewIdentityIsNoLongerDyingAndCanBeReleased() {
    own(ALICE, "8:acs:r_1");
    claimed(ALICES);
    store.elapse(StorePorts.FLIGHT);
    claimed(ALICES);
    own(ALICE, "8:acs:r_2");

    await(ledger().release(ALICES, claimed(ALICES)));
    assertThat(state()).isEqualTo(UserState.ACTIVE);
  }

  @Test
  void aLateReleaseEndsNoErasureAndNoRevocation() {
    own(ALICE, "8:acs:r_1");
    Claim.Granted lost = claimed(ALICES);
    store.elapse(StorePorts.FLIGHT);
    await(store.identityLedger().beginDeletion(ALICE));
    await(ledger().release(ALICES, lost));
    assertThat(state()).isEqualTo(UserState.DELETING);

    own(ALICE, "8:acs:r_2");
    await(store.identityLedger().beginRevocation(ALICE));
    await(ledger().release(ALICES, lost));
    assertThat(state()).isEqualTo(UserState.REVOKING);
  }

  @Test
  void whoWasDeletedIsForgotten() {
    own(ALICE, "8:acs:r_1");
    Claim.Granted claim = claimed(ALICES);

    await(ledger().forget(ALICES, claim.identity()));
    await(ledger().forget(ALICES, claim.identity()));

    assertThat(alice()).isEmpty();
    assertThat(all(ledger()::users)).isEmpty();
    assertThat(await(ledger().countIdleUsers(now()))).isZero();
  }

  @Test
  void whoCameBackMeanwhileKeepsTheNewIdentity() {
    own(ALICE, "8:acs:r_1");
    Claim.Granted claim = claimed(ALICES);
    own(ALICE, "8:acs:r_2");
    assertThat(all(ledger()::orphans)).hasSize(1);

    await(ledger().forget(ALICES, claim.identity()));

    assertThat(alice().flatMap(UserRecord::identity)).contains(new Identity("8:acs:r_2"));
    assertThat(all(ledger()::orphans)).isEmpty();
    assertThat(all(ledger()::users)).containsExactly(owner(ALICE, "8:acs:r_2"));
  }

  @Test
  void whoIsNotBeingDeletedIsNotForgotten() {
    Identity owned = own(ALICE, "8:acs:r_1");

    await(ledger().forget(ALICES, owned));

    assertThat(state()).isEqualTo(UserState.ACTIVE);
  }
}
