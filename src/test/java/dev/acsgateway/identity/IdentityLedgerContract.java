package dev.acsgateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.acsgateway.cleanup.CleanupLedger;
import dev.acsgateway.failure.UserBusy;
import dev.acsgateway.failure.UserNotFound;
import dev.acsgateway.fake.StoreContract;
import dev.acsgateway.fake.StorePorts;
import dev.acsgateway.token.LeaseResult;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store keeps of {@link IdentityLedger}. */
public abstract class IdentityLedgerContract extends StoreContract {

  private Optional<UserRecord> find(UserId user) {
    return await(store.identityLedger().find(user));
  }

  private UserState state() {
    return find(ALICE).orElseThrow().state();
  }

  private Fence beginRevocation() {
    return await(store.identityLedger().beginRevocation(ALICE));
  }

  private Fence beginDeletion() {
    return await(store.identityLedger().beginDeletion(ALICE));
  }

  @Test
  void tellsWhatItKnowsOfAUser() {
    own(ALICE, "8:acs:r_1");

    assertThat(find(ALICE))
        .contains(
            new UserRecord(
                ALICE,
                Optional.of(new Identity("8:acs:r_1")),
                UserState.ACTIVE,
                1,
                Optional.of(now()),
                Optional.of(now())));
    assertThat(find(BOB)).isEmpty();
  }

  @Test
  void aUserWhoseIdentityIsBeingMadeHasNone() {
    granted(CHAT);

    assertThat(find(ALICE))
        .contains(
            new UserRecord(
                ALICE,
                Optional.empty(),
                UserState.CREATING,
                1,
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void createdAtIsOfTheIdentityAndLastIssuedAtOfTheLatestToken() {
    own(ALICE, "8:acs:r_1", now());
    land(granted(VOIP), "8:acs:r_1", now().plusSeconds(5));

    assertThat(find(ALICE).orElseThrow())
        .satisfies(
            row -> {
              assertThat(row.createdAt()).contains(now());
              assertThat(row.lastIssuedAt()).contains(now().plusSeconds(5));
            });
  }

  @Test
  void cannotRevokeOrDeleteWhomItDoesNotKnow() {
    assertThatThrownBy(this::beginRevocation).isInstanceOf(UserNotFound.class);
    assertThatThrownBy(this::beginDeletion).isInstanceOf(UserNotFound.class);
    assertThat(find(ALICE)).isEmpty();
  }

  @Test
  void aFenceNamesTheIdentityAndLastsForAFlight() {
    Identity owned = own(ALICE, "8:acs:r_1");
    Fence fence = beginRevocation();

    assertThat(fence.user()).isEqualTo(ALICE);
    assertThat(fence.identity()).isEqualTo(owned);
    assertThat(fence.epoch()).isEqualTo(2);
    assertThat(fence.until()).isEqualTo(now().plus(StorePorts.FLIGHT));
  }

  @Test
  void oneChangeOfAUserExcludesAnother() {
    own(ALICE, "8:acs:r_1");
    own(BOB, "8:acs:r_2");
    beginRevocation();

    UserBusy busy = catchThrowableOfType(UserBusy.class, this::beginRevocation);
    assertThat(busy.retryAfter()).isBetween(StorePorts.FLIGHT.dividedBy(2), StorePorts.FLIGHT);
    assertThatThrownBy(this::beginDeletion).isInstanceOf(UserBusy.class);
    assertThat(state()).isEqualTo(UserState.REVOKING);
    await(store.identityLedger().beginDeletion(BOB));
  }

  @Test
  void aCreationUnderWayMakesTheUserBusy() {
    granted(CHAT);

    assertThatThrownBy(this::beginRevocation).isInstanceOf(UserBusy.class);
    assertThatThrownBy(this::beginDeletion).isInstanceOf(UserBusy.class);
  }

  @Test
  void aCreationThatBrokeOffOwnsNoIdentityAndDeletionLeavesItsIntentAlone() {
    granted(CHAT);
    store.elapse(StorePorts.FLIGHT);

    assertThatThrownBy(this::beginRevocation).isInstanceOf(UserNotFound.class);
    assertThat(state()).isEqualTo(UserState.CREATING);
    assertThatThrownBy(this::beginDeletion).isInstanceOf(UserNotFound.class);
    assertThat(find(ALICE)).isEmpty();
    assertThat(store.intents()).containsExactly(ALICE.hash());
  }

  @Test
  void aRevocationEndsOnce() {
    own(ALICE, "8:acs:r_1");
    Fence fence = beginRevocation();
    assertThat(state()).isEqualTo(UserState.REVOKING);

    assertThat(await(store.identityLedger().endRevocation(fence))).isTrue();
    assertThat(state()).isEqualTo(UserState.ACTIVE);
    assertThat(find(ALICE).orElseThrow().epoch()).isEqualTo(fence.epoch() + 1);
    assertThat(await(store.identityLedger().endRevocation(fence))).isFalse();
    assertThat(find(ALICE).orElseThrow().epoch()).isEqualTo(fence.epoch() + 1);
  }

  @Test
  void aFenceThatRanOutIsTakenOverAndItsHolderIsTold() {
    own(ALICE, "8:acs:r_1");
    Fence lost = beginRevocation();
    store.elapse(StorePorts.FLIGHT);
    Fence taken = beginRevocation();

    assertThat(await(store.identityLedger().endRevocation(lost))).isFalse();
    assertThat(state()).isEqualTo(UserState.REVOKING);
    assertThat(await(store.identityLedger().endRevocation(taken))).isTrue();
  }

  @Test
  void aFenceThatRanOutAndWasNotTakenOverEndsTheRevocation() {
    own(ALICE, "8:acs:r_1");
    Fence late = beginRevocation();
    store.elapse(StorePorts.FLIGHT.multipliedBy(2));

    assertThat(await(store.identityLedger().endRevocation(late))).isTrue();
  }

  @Test
  void aRevocationDuringWhichATokenWasIssuedHasToBeMadeAgain() {
    own(ALICE, "8:acs:r_1");
    Fence late = beginRevocation();
    store.elapse(StorePorts.FLIGHT);
    assertThat(land(granted(CHAT), "8:acs:r_1")).isPresent();

    assertThat(await(store.identityLedger().endRevocation(late))).isFalse();
    assertThat(await(store.tokenCache().find(CHAT))).isPresent();
  }

  @Test
  void aDeletedUserIsForgottenAndOthersAreNot() {
    own(ALICE, "8:acs:r_1");
    own(BOB, "8:acs:r_2");
    Fence fence = beginDeletion();
    assertThat(state()).isEqualTo(UserState.DELETING);

    await(store.identityLedger().endDeletion(fence));
    await(store.identityLedger().endDeletion(fence));

    assertThat(find(ALICE)).isEmpty();
    assertThat(find(BOB)).isPresent();
    assertThat(await(store.cleanupLedger().countIdleUsers(now()))).isEqualTo(1);
  }

  @Test
  void aDeletionThatIsCancelledLeavesTheIdentityToItsUser() {
    Identity owned = own(ALICE, "8:acs:r_1");
    Fence fence = beginDeletion();
    await(store.identityLedger().cancelDeletion(fence));
    await(store.identityLedger().cancelDeletion(fence));

    assertThat(state()).isEqualTo(UserState.ACTIVE);
    assertThat(find(ALICE).orElseThrow().epoch()).isEqualTo(fence.epoch() + 1);
    assertThat(granted(CHAT).identity()).contains(owned);
  }

  @Test
  void aDeletionIsCancelledByItsHolderAlone() {
    own(ALICE, "8:acs:r_1");
    Fence lost = beginDeletion();
    store.elapse(StorePorts.FLIGHT);
    Fence taken = beginDeletion();

    await(store.identityLedger().cancelDeletion(lost));
    assertThatThrownBy(this::beginDeletion).isInstanceOf(UserBusy.class);
    await(store.identityLedger().cancelDeletion(taken));
    assertThat(state())
        .as("the first deletion may have been carried out")
        .isEqualTo(UserState.DELETING);
    assertThat(beginDeletion().identity()).isEqualTo(new Identity("8:acs:r_1"));
  }

  @Test
  void cancellingADeletionSparesARevocationOfTheNextIdentity() {
    own(ALICE, "8:acs:r_1");
    Fence fence = beginDeletion();
    own(ALICE, "8:acs:r_2");
    beginRevocation();

    await(store.identityLedger().cancelDeletion(fence));
    assertThat(state()).isEqualTo(UserState.REVOKING);
  }

  @Test
  void aUserBeingDeletedCannotBeRevokedAndCanBeDeletedAgain() {
    Identity owned = own(ALICE, "8:acs:r_1");
    beginDeletion();
    assertThatThrownBy(this::beginRevocation).isInstanceOf(UserBusy.class);
    store.elapse(StorePorts.FLIGHT);

    assertThatThrownBy(this::beginRevocation).isInstanceOf(UserNotFound.class);
    assertThat(beginDeletion().identity()).isEqualTo(owned);
  }

  @Test
  void endingADeletionSparesAUserWhoHasAnotherIdentityByNow() {
    own(ALICE, "8:acs:r_1");
    Fence fence = beginDeletion();
    own(ALICE, "8:acs:r_2");
    Fence next = beginRevocation();

    await(store.identityLedger().endDeletion(fence));

    assertThat(find(ALICE).flatMap(UserRecord::identity)).contains(new Identity("8:acs:r_2"));
    assertThat(await(store.identityLedger().endRevocation(next))).isTrue();
    Fence dying = beginDeletion();
    await(store.identityLedger().endDeletion(fence));
    assertThat(state()).as("the older deletion is not this one's").isEqualTo(UserState.DELETING);
    await(store.identityLedger().endDeletion(dying));
    assertThat(find(ALICE)).isEmpty();
  }

  @Test
  void endingADeletionSparesAUserWhoseNewIdentityIsBeingMade() {
    own(ALICE, "8:acs:r_1");
    Fence fence = beginDeletion();
    granted(CHAT);

    await(store.identityLedger().endDeletion(fence));

    assertThat(state()).isEqualTo(UserState.CREATING);
    assertThat(begin(CHAT)).isInstanceOf(LeaseResult.HeldElsewhere.class);
    assertThat(await(store.cleanupLedger().orphans(CleanupLedger.START)).candidates()).isEmpty();
  }
}
