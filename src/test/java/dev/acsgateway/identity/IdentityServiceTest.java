package dev.acsgateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acsgateway.failure.AcsDenied;
import dev.acsgateway.failure.AcsFailure;
import dev.acsgateway.failure.AcsThrottled;
import dev.acsgateway.failure.AcsTimeout;
import dev.acsgateway.failure.AcsUnavailable;
import dev.acsgateway.failure.IdentityNotOwned;
import dev.acsgateway.failure.UserBusy;
import dev.acsgateway.failure.UserNotFound;
import dev.acsgateway.fake.FakeIdentityClient;
import dev.acsgateway.fake.MemoryStore;
import dev.acsgateway.fake.Mortality;
import dev.acsgateway.fake.StoreContract;
import dev.acsgateway.fake.StorePorts;
import dev.acsgateway.token.LeaseResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link IdentityService} over the in-memory store. */
final class IdentityServiceTest extends StoreContract {
  private FakeIdentityClient acs;
  private IdentityService identities;

  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }

  @BeforeEach
  void connect() {
    acs = new FakeIdentityClient(store.clock());
    identities = new IdentityService(store.identityLedger(), acs, store.clock());
  }

  private Optional<UserState> state() {
    return await(store.identityLedger().find(ALICE)).map(UserRecord::state);
  }

  static Stream<AcsFailure> thatMayHaveActed() {
    return Stream.of(new AcsTimeout(), new AcsUnavailable("down", Duration.ofSeconds(1)));
  }

  static Stream<AcsFailure> thatSurelyDidNothing() {
    return Stream.of(new AcsThrottled(Duration.ofSeconds(1)), new AcsDenied("no"));
  }

  @Test
  void readsWhatIsKnownOfAUser() {
    own(ALICE, "8:acs:r_1");

    assertThat(await(identities.read(ALICE)).identity()).contains(new Identity("8:acs:r_1"));
    assertThatThrownBy(() -> await(identities.read(BOB))).isInstanceOf(UserNotFound.class);
  }

  @Test
  void revokesHereAndAtAcs() {
    own(ALICE, "8:acs:r_1");
    Revocation revocation = await(identities.revoke(ALICE));

    assertThat(revocation).isEqualTo(new Revocation(now(), now().plus(Duration.ofMinutes(15))));
    assertThat(acs.calls()).containsExactly("revoke 8:acs:r_1");
    assertThat(state()).contains(UserState.ACTIVE);
    assertThat(await(store.tokenCache().find(CHAT))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("thatMayHaveActed")
  void aRevocationThatMayHaveHappenedLeavesItsFenceStanding(AcsFailure failure) {
    own(ALICE, "8:acs:r_1");
    acs.failWith(failure);

    assertThatThrownBy(() -> await(identities.revoke(ALICE))).isEqualTo(failure);
    assertThat(state()).contains(UserState.REVOKING);
    assertThat(begin(CHAT)).isInstanceOf(LeaseResult.HeldElsewhere.class);
    store.elapse(StorePorts.FLIGHT);
    assertThat(begin(CHAT)).isInstanceOf(LeaseResult.Acquired.class);
  }

  @ParameterizedTest
  @MethodSource("thatSurelyDidNothing")
  void aRevocationThatSurelyDidNotHappenLowersItsFence(AcsFailure failure) {
    own(ALICE, "8:acs:r_1");
    acs.failWith(failure);

    assertThatThrownBy(() -> await(identities.revoke(ALICE))).isEqualTo(failure);
    assertThat(state()).contains(UserState.ACTIVE);
    assertThat(begin(CHAT)).isInstanceOf(LeaseResult.Acquired.class);
  }

  @Test
  void aRevocationDuringWhichATokenWasIssuedIsMadeAgain() {
    own(ALICE, "8:acs:r_1");
    Promise<Void> answer = acs.hang();
    Future<Revocation> revoked = identities.revoke(ALICE);
    acs.answer();
    store.elapse(StorePorts.FLIGHT);
    land(granted(CHAT), "8:acs:r_1");
    answer.complete();
    await(revoked);

    assertThat(acs.calls()).containsExactly("revoke 8:acs:r_1", "revoke 8:acs:r_1");
    assertThat(await(store.tokenCache().find(CHAT))).isEmpty();
  }

  @Test
  void acsIsNotAskedUnderAFenceThatRanOut() {
    own(ALICE, "8:acs:r_1");
    Mortality life = new Mortality();
    IdentityLedger ledger = life.port(IdentityLedger.class, late(store.identityLedger()));
    IdentityService late = new IdentityService(ledger, acs, store.clock());
    await(late.revoke(ALICE));

    assertThat(life.steps()).containsExactly("beginRevocation", "beginRevocation", "endRevocation");
    assertThat(acs.calls()).as("under the second fence alone").hasSize(1);
  }

  /** A ledger whose first fence has run out by the time its holder looks at it. */
  private IdentityLedger late(IdentityLedger ledger) {
    return new IdentityLedger() {
      private boolean stoodStill;

      @Override
      public Future<Optional<UserRecord>> find(UserId user) {
        return ledger.find(user);
      }

      @Override
      public Future<Fence> beginRevocation(UserId user) {
        Future<Fence> fence = ledger.beginRevocation(user);
        if (!stoodStill) {
          stoodStill = true;
          store.elapse(StorePorts.FLIGHT);
          store.clock().advance(StorePorts.FLIGHT);
        }
        return fence;
      }

      @Override
      public Future<Boolean> endRevocation(Fence fence) {
        return ledger.endRevocation(fence);
      }

      @Override
      public Future<Fence> beginDeletion(UserId user) {
        return ledger.beginDeletion(user);
      }

      @Override
      public Future<Void> cancelDeletion(Fence fence) {
        return ledger.cancelDeletion(fence);
      }

      @Override
      public Future<Void> endDeletion(Fence fence) {
        return ledger.endDeletion(fence);
      }
    };
  }

  @Test
  void erasesTheUserHereAndAtAcs() {
    own(ALICE, "8:acs:r_1");
    await(identities.erase(ALICE));

    assertThat(acs.calls()).containsExactly("delete 8:acs:r_1");
    assertThat(state()).isEmpty();
    assertThatThrownBy(() -> await(identities.erase(ALICE))).isInstanceOf(UserNotFound.class);
  }

  @Test
  void erasingAUserWhomAcsKnowsNoMoreSucceeds() {
    own(ALICE, "8:acs:r_1");
    acs.failWith(new IdentityNotOwned());
    await(identities.erase(ALICE));

    assertThat(state()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("thatSurelyDidNothing")
  void anErasureThatSurelyDidNotHappenLeavesTheIdentityToItsUser(AcsFailure failure) {
    Identity owned = own(ALICE, "8:acs:r_1");
    acs.failWith(failure);

    assertThatThrownBy(() -> await(identities.erase(ALICE))).isEqualTo(failure);
    assertThat(granted(CHAT).identity()).contains(owned);
  }

  @Test
  void anErasureThatMayHaveHappenedNeverServesTheIdentityAgain() {
    own(ALICE, "8:acs:r_1");
    acs.failWith(new AcsTimeout());

    assertThatThrownBy(() -> await(identities.erase(ALICE))).isInstanceOf(AcsTimeout.class);
    assertThat(state()).contains(UserState.DELETING);
    assertThat(granted(CHAT).identity()).isEmpty();
  }

  @Test
  void whoIsBeingChangedIsBusy() {
    own(ALICE, "8:acs:r_1");
    await(store.identityLedger().beginRevocation(ALICE));

    assertThatThrownBy(() -> await(identities.revoke(ALICE))).isInstanceOf(UserBusy.class);
    assertThatThrownBy(() -> await(identities.erase(ALICE))).isInstanceOf(UserBusy.class);
    assertThat(acs.calls()).isEmpty();
  }
}
