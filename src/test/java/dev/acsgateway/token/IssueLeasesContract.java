package dev.acsgateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.CleanupLedger;
import dev.acsgateway.fake.StoreContract;
import dev.acsgateway.fake.StorePorts;
import dev.acsgateway.identity.Fence;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import dev.acsgateway.identity.UserRecord;
import dev.acsgateway.identity.UserState;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store keeps of {@link IssueLeases} and {@link TokenCache}. */
public abstract class IssueLeasesContract extends StoreContract {

  private Optional<UserRecord> alice() {
    return await(store.identityLedger().find(ALICE));
  }

  private Optional<CachedToken> cached(TokenKey key) {
    return await(store.tokenCache().find(key));
  }

  private List<Identity> orphans() {
    List<Identity> found = new ArrayList<>();
    String cursor = CleanupLedger.START;
    while (!cursor.equals(CleanupLedger.END)) {
      CleanupLedger.Page page = await(store.cleanupLedger().orphans(cursor));
      page.candidates().stream().map(Candidate::knownIdentity).forEach(it -> found.add(it.get()));
      cursor = page.next();
    }
    return found;
  }

  private IssueLease takenOver(TokenKey key) {
    store.elapse(StorePorts.FLIGHT);
    return granted(key);
  }

  @Test
  void grantsTheFirstFlightOfANewUserAndHoldsAllOthersOfThatUser() {
    IssueLease flight = granted(CHAT);

    assertThat(flight.key()).isEqualTo(CHAT);
    assertThat(flight.identity()).isEmpty();
    assertThat(alice().map(UserRecord::state)).contains(UserState.CREATING);
    for (TokenKey key : List.of(CHAT, VOIP)) {
      assertThat(begin(key))
          .isInstanceOfSatisfying(
              LeaseResult.HeldElsewhere.class,
              held ->
                  assertThat(held.atMost())
                      .isBetween(StorePorts.FLIGHT.dividedBy(2), StorePorts.FLIGHT));
    }
    assertThat(begin(key(BOB, "chat"))).isInstanceOf(LeaseResult.Acquired.class);
  }

  @Test
  void landsTheIdentityAndTheTokenForAllNodes() {
    IssueLease flight = granted(CHAT);
    CachedToken landed = land(flight, "8:acs:r_1").orElseThrow();

    assertThat(landed.identity()).isEqualTo(new Identity("8:acs:r_1"));
    assertThat(landed.token()).isEqualTo(brought("8:acs:r_1", "token", now()).token());
    assertThat(landed.issuedAt()).isEqualTo(now());
    assertThat(landed.epoch()).isEqualTo(flight.epoch());
    assertThat(landed.issuedWith()).isEqualTo(flight.issuedWith());
    try (StorePorts other = store.anotherNode("other")) {
      assertThat(await(other.tokenCache().find(CHAT))).contains(landed);
      assertThat(await(other.tokenFlights().begin(CHAT, now())))
          .isEqualTo(new LeaseResult.AlreadyIssued(landed));
    }
    assertThat(alice())
        .contains(
            new UserRecord(
                ALICE,
                Optional.of(landed.identity()),
                UserState.ACTIVE,
                flight.epoch(),
                Optional.of(now()),
                Optional.of(now())));
  }

  @Test
  void aTokenIsFreshEnoughUntilItsEndIsBeforeTheInstantAskedFor() {
    own(ALICE, "8:acs:r_1");

    assertThat(await(store.tokenFlights().begin(CHAT, now().plus(LIFE))))
        .isInstanceOf(LeaseResult.AlreadyIssued.class);
    assertThat(await(store.tokenFlights().begin(CHAT, now().plus(LIFE).plusMillis(1))))
        .isInstanceOf(LeaseResult.Acquired.class);
  }

  @Test
  void tokensOfOneUserAreObtainedSideBySideAndForTheSameIdentity() {
    Identity owned = own(ALICE, "8:acs:r_1");
    IssueLease voip = granted(VOIP);

    assertThat(voip.identity()).contains(owned);
    assertThat(begin(VOIP)).isInstanceOf(LeaseResult.HeldElsewhere.class);
    assertThat(begin(CHAT)).isInstanceOf(LeaseResult.AlreadyIssued.class);
    assertThat(granted(new TokenKey(ALICE, TokenScopes.of("chat"), new TokenLifetime(60))))
        .extracting(IssueLease::identity)
        .isEqualTo(Optional.of(owned));

    assertThat(land(voip, "8:acs:r_1")).isPresent();
    assertThat(cached(VOIP)).isPresent();
    assertThat(begin(VOIP)).isInstanceOf(LeaseResult.AlreadyIssued.class);
  }

  @Test
  void aTokenIsKeptUnderItsOwnKeyUntilItEnds() {
    own(ALICE, "8:acs:r_1");

    assertThat(cached(VOIP)).isEmpty();
    assertThat(cached(key(BOB, "chat"))).isEmpty();
    assertThat(cached(new TokenKey(ALICE, TokenScopes.of("chat"), new TokenLifetime(60))))
        .isEmpty();
    store.elapse(LIFE.dividedBy(2));
    assertThat(cached(CHAT)).isPresent();
    store.elapse(LIFE.dividedBy(2));
    assertThat(cached(CHAT)).isEmpty();
    assertThat(granted(CHAT).identity()).as("its user is known").isPresent();
  }

  @Test
  void aCreationWhoseTimeRanOutIsHandedOnAndStaysVisible() {
    IssueLease lost = granted(CHAT);
    IssueLease taken = takenOver(VOIP);

    assertThat(taken.identity()).isEmpty();
    assertThat(taken.epoch()).isGreaterThan(lost.epoch());
    assertThat(store.intents()).containsExactly(ALICE.hash());
  }

  @Test
  void aCreationThatLandsTooLateLeavesAnOrphanAndNoIntent() {
    IssueLease lost = granted(CHAT);
    IssueLease taken = takenOver(CHAT);

    assertThat(land(lost, "8:acs:r_late")).isEmpty();
    assertThat(orphans()).containsExactly(new Identity("8:acs:r_late"));
    assertThat(store.intents()).as("what became of it is known").isEmpty();
    assertThat(alice().map(UserRecord::state)).contains(UserState.CREATING);
    assertThat(land(taken, "8:acs:r_1")).isPresent();
    assertThat(alice().flatMap(UserRecord::identity)).contains(new Identity("8:acs:r_1"));
    assertThat(land(lost, "8:acs:r_later")).as("after the other landed").isEmpty();
    assertThat(cached(CHAT).map(CachedToken::identity)).contains(new Identity("8:acs:r_1"));
  }

  @Test
  void aFlightWhoseTimeRanOutIsHandedOnAndLandsNoMore() {
    own(ALICE, "8:acs:r_1");
    IssueLease lost = granted(VOIP);
    IssueLease taken = takenOver(VOIP);

    assertThat(taken.epoch()).isEqualTo(lost.epoch());
    assertThat(land(lost, "8:acs:r_1")).isEmpty();
    assertThat(cached(VOIP)).isEmpty();
    assertThat(begin(VOIP)).isInstanceOf(LeaseResult.HeldElsewhere.class);
    assertThat(land(taken, "8:acs:r_1")).isPresent();
    assertThat(store.intents()).isEmpty();
    assertThat(orphans()).as("no identity was made").isEmpty();
  }

  @Test
  void aFlightWhoseTimeRanOutLandsUnlessItWasTakenOver() {
    IssueLease late = granted(CHAT);
    store.elapse(StorePorts.FLIGHT.multipliedBy(2));

    assertThat(land(late, "8:acs:r_1")).isPresent();
  }

  @Test
  void anAbortedCreationLeavesNoTrace() {
    await(store.tokenFlights().abort(granted(CHAT)));

    assertThat(alice()).isEmpty();
    assertThat(store.intents()).isEmpty();
    assertThat(begin(CHAT)).isInstanceOf(LeaseResult.Acquired.class);
  }

  @Test
  void anAbandonedCreationLeavesAnIntent() {
    await(store.tokenFlights().abandon(granted(CHAT)));

    assertThat(alice()).isEmpty();
    assertThat(store.intents()).containsExactly(ALICE.hash());
    assertThat(begin(CHAT)).isInstanceOf(LeaseResult.Acquired.class);
  }

  @Test
  void aFlightOfAKnownUserThatIsGivenBackLeavesTheUserAsItWas() {
    own(ALICE, "8:acs:r_1");
    Optional<UserRecord> before = alice();

    await(store.tokenFlights().abort(granted(VOIP)));
    await(store.tokenFlights().abandon(granted(VOIP)));

    assertThat(begin(VOIP)).isInstanceOf(LeaseResult.Acquired.class);
    assertThat(alice()).isEqualTo(before);
    assertThat(store.intents()).isEmpty();
  }

  @Test
  void whoLostAFlightCannotGiveBackTheOneThatTookItsPlace() {
    IssueLease lost = granted(CHAT);
    IssueLease taken = takenOver(CHAT);
    await(store.tokenFlights().abort(lost));
    await(store.tokenFlights().abandon(lost));
    assertThat(begin(CHAT)).isInstanceOf(LeaseResult.HeldElsewhere.class);
    land(taken, "8:acs:r_1");

    IssueLease lostToo = granted(VOIP);
    takenOver(VOIP);
    await(store.tokenFlights().abort(lostToo));
    assertThat(begin(VOIP)).isInstanceOf(LeaseResult.HeldElsewhere.class);
  }

  @Test
  void revocationHoldsNewFlightsAndVoidsThoseThatBeganBefore() {
    own(ALICE, "8:acs:r_1");
    IssueLease early = granted(VOIP);
    Fence fence = await(store.identityLedger().beginRevocation(ALICE));

    assertThat(cached(CHAT)).isEmpty();
    assertThat(begin(CHAT)).isInstanceOf(LeaseResult.HeldElsewhere.class);
    assertThat(land(early, "8:acs:r_1")).isEmpty();
    assertThat(await(store.identityLedger().endRevocation(fence))).isTrue();
    assertThat(land(early, "8:acs:r_1")).isEmpty();
    assertThat(granted(CHAT).identity()).contains(new Identity("8:acs:r_1"));
    assertThat(granted(VOIP).epoch()).isGreaterThan(early.epoch());
  }

  @Test
  void aRevocationWhoseTimeRanOutHoldsNobody() {
    own(ALICE, "8:acs:r_1");
    IssueLease early = granted(VOIP);
    Fence fence = await(store.identityLedger().beginRevocation(ALICE));
    store.elapse(StorePorts.FLIGHT);

    IssueLease next = granted(CHAT);
    assertThat(next.identity()).contains(new Identity("8:acs:r_1"));
    assertThat(next.epoch()).isGreaterThan(fence.epoch());
    assertThat(alice().map(UserRecord::state)).contains(UserState.ACTIVE);
    assertThat(land(early, "8:acs:r_1")).isEmpty();
    assertThat(land(next, "8:acs:r_1")).isPresent();
  }

  @Test
  void aUserBeingDeletedGetsANewIdentityAndTheDyingOneIsAnOrphanUntilItIsGone() {
    own(ALICE, "8:acs:r_dying");
    IssueLease early = granted(VOIP);
    Fence fence = await(store.identityLedger().beginDeletion(ALICE));
    assertThat(cached(CHAT)).isEmpty();

    IssueLease flight = granted(CHAT);
    assertThat(flight.identity()).isEmpty();
    assertThat(flight.epoch()).isGreaterThan(fence.epoch());
    assertThat(orphans()).containsExactly(new Identity("8:acs:r_dying"));
    assertThat(land(early, "8:acs:r_dying")).isEmpty();
    land(flight, "8:acs:r_new");

    await(store.identityLedger().endDeletion(fence));
    assertThat(orphans()).isEmpty();
    assertThat(alice().flatMap(UserRecord::identity)).contains(new Identity("8:acs:r_new"));
  }

  @Test
  void waitingEndsWhenTheFlightLandsOrIsGivenBack() {
    IssueLease flight = granted(CHAT);
    Future<Void> waits = store.tokenFlights().awaitChange(CHAT, Duration.ofMinutes(1));
    land(flight, "8:acs:r_1");
    await(waits);

    IssueLease next = granted(VOIP);
    Future<Void> waitsAgain = store.tokenFlights().awaitChange(VOIP, Duration.ofMinutes(1));
    await(store.tokenFlights().abort(next));
    await(waitsAgain);
  }
}
