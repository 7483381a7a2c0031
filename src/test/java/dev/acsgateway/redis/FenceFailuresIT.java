package dev.acsgateway.redis;

import static dev.acsgateway.redis.StoreFixture.ALICE;
import static dev.acsgateway.redis.StoreFixture.CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.Claim;
import dev.acsgateway.cleanup.ClaimPrecondition;
import dev.acsgateway.failure.AcsBusy;
import dev.acsgateway.failure.Failure;
import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.fake.FakeIdentityClient;
import dev.acsgateway.identity.AcsResourceId;
import dev.acsgateway.identity.Fence;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityLedger;
import dev.acsgateway.identity.IdentityService;
import dev.acsgateway.identity.ResourceBinding;
import dev.acsgateway.identity.UserRecord;
import dev.acsgateway.identity.UserState;
import dev.acsgateway.token.CachedToken;
import dev.acsgateway.token.IssueLease;
import dev.acsgateway.token.LeaseResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The kind: a failure between two steps of a fence, which nobody lowers, so that its user is locked
 * for as long as it stands. Here that is a minute, and nobody waits for it.
 */
class FenceFailuresIT {
  private static final Identity IDENTITY = new Identity("8:acs:r_1");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final FailingCommand fault = new FailingCommand();
  private final StoreFixture redis = StoreFixture.withLongFlights(fault);
  private final FakeIdentityClient acs = new FakeIdentityClient(redis.clock);
  private final IdentityLedger ledger = redis.store.identityLedger();
  private final IdentityService service = new IdentityService(ledger, acs, redis.clock);

  /** Lets a command fail, once. */
  static final class FailingCommand implements CommandObserver {
    private volatile String failing = "";
    private volatile boolean answerIsLost;

    /**
     * @param answerIsLost whether it is carried out all the same
     */
    void failNext(String command, boolean answerIsLost) {
      this.answerIsLost = answerIsLost;
      this.failing = command;
    }

    boolean struck() {
      return failing.isEmpty();
    }

    @Override
    public <T> Future<T> observe(String name, Supplier<Future<T>> command) {
      if (!name.equals(failing)) {
        return command.get();
      }
      failing = "";
      Future<T> lost = Future.failedFuture(new StoreUnavailable("for a test"));
      return answerIsLost ? command.get().transform(done -> lost) : lost;
    }
  }

  @AfterEach
  void close() {
    redis.close();
  }

  /** A user who is locked would be told to wait for a fence. */
  private void isServedWithTheIdentityThatThereWas() {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> StoreFixture.await(ledger.find(ALICE)).map(UserRecord::state).orElseThrow(),
            UserState.ACTIVE::equals);
    switch (redis.begin(CHAT)) {
      case LeaseResult.Acquired(IssueLease flight) ->
          assertThat(flight.identity()).contains(IDENTITY);
      case LeaseResult.AlreadyIssued(CachedToken token) ->
          assertThat(token.identity()).isEqualTo(IDENTITY);
      case LeaseResult.HeldElsewhere(Duration atMost) -> fail("the user is locked for " + atMost);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "raise-fence,false",
    "raise-fence,true",
    "renew-fence,false",
    "renew-fence,true",
    "end-revocation,false",
    "end-revocation,true"
  })
  void aRevocationThatFailsLocksNobody(String step, boolean answerIsLost) {
    redis.own(ALICE, IDENTITY.id());
    fault.failNext(step, answerIsLost);

    assertThatExceptionOfType(StoreUnavailable.class)
        .isThrownBy(() -> StoreFixture.await(service.revoke(ALICE)));
    assertThat(fault.struck()).isTrue();
    isServedWithTheIdentityThatThereWas();
  }

  @ParameterizedTest
  @CsvSource({"raise-fence,false", "raise-fence,true", "renew-fence,false", "renew-fence,true"})
  void anErasureThatFailsBeforeAcsWasAskedLeavesTheUserAsItWas(String step, boolean answerIsLost) {
    redis.own(ALICE, IDENTITY.id());
    fault.failNext(step, answerIsLost);

    assertThatExceptionOfType(StoreUnavailable.class)
        .isThrownBy(() -> StoreFixture.await(service.erase(ALICE)));
    assertThat(acs.calls()).isEmpty();
    isServedWithTheIdentityThatThereWas();
  }

  @Test
  void anErasureThatAcsWasNotAskedForLeavesTheUserAsItWas() {
    redis.own(ALICE, IDENTITY.id());
    acs.failWith(new AcsBusy(Duration.ofSeconds(1)));

    assertThatExceptionOfType(AcsBusy.class)
        .isThrownBy(() -> StoreFixture.await(service.erase(ALICE)));
    isServedWithTheIdentityThatThereWas();
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void aUserWhoseErasureFailedAtItsEndIsForgottenAllTheSame(boolean answerIsLost) {
    redis.own(ALICE, IDENTITY.id());
    fault.failNext("end-deletion", answerIsLost);

    assertThatExceptionOfType(StoreUnavailable.class)
        .isThrownBy(() -> StoreFixture.await(service.erase(ALICE)));
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> StoreFixture.await(ledger.find(ALICE)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"raise-fence,false", "raise-fence,true", "renew-fence,true"})
  void aCleanUpThatCannotClaimLeavesTheUserAsItWas(String step, boolean answerIsLost) {
    redis.own(ALICE, IDENTITY.id());
    Candidate alice = new Candidate.OfUser(ALICE.hash(), Optional.of(IDENTITY));
    ClaimPrecondition rule = new ClaimPrecondition.MadeBefore(redis.clock.instant().plusSeconds(1));
    fault.failNext(step, answerIsLost);

    assertThatExceptionOfType(StoreUnavailable.class)
        .isThrownBy(() -> StoreFixture.await(redis.store.cleanupLedger().claim(alice, rule)));
    isServedWithTheIdentityThatThereWas();
  }

  @Test
  void aClaimThatIsReleasedLateIsReleased() {
    redis.own(ALICE, IDENTITY.id());
    Candidate alice = new Candidate.OfUser(ALICE.hash(), Optional.of(IDENTITY));
    ClaimPrecondition rule = new ClaimPrecondition.MadeBefore(redis.clock.instant().plusSeconds(1));
    Claim.Granted claim =
        (Claim.Granted) StoreFixture.await(redis.store.cleanupLedger().claim(alice, rule));
    fault.failNext("lift-deletion", false);

    assertThatExceptionOfType(StoreUnavailable.class)
        .isThrownBy(() -> StoreFixture.await(redis.store.cleanupLedger().release(alice, claim)));
    isServedWithTheIdentityThatThereWas();
  }

  @Test
  void anIdentityThatAnEarlierErasureMayHaveDeletedIsNeverServedAgain() {
    try (StoreFixture brief = new StoreFixture()) {
      IdentityLedger ledger = brief.store.identityLedger();
      brief.own(ALICE, IDENTITY.id());
      StoreFixture.await(ledger.beginDeletion(ALICE));

      Fence second =
          Awaitility.await()
              .atMost(PATIENCE)
              .ignoreExceptionsMatching(Failure.class::isInstance)
              .until(() -> StoreFixture.await(ledger.beginDeletion(ALICE)), fence -> true);
      StoreFixture.await(ledger.cancelDeletion(second));

      assertThat(brief.granted(CHAT).identity()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"retire-users,false", "retire-users,true", "hset,false", "hset,true"})
  void anAdoptionThatBreaksOffIsFinishedByARepeat(String step, boolean answerIsLost) {
    AcsResourceId old = new AcsResourceId("01234567-89ab-4cde-8f01-23456789abcd");
    AcsResourceId next = new AcsResourceId("11234567-89ab-4cde-8f01-23456789abcd");
    ResourceBinding binding = redis.store.resourceBinding();
    StoreFixture.await(binding.bind(old, Optional.of("old:443")));
    redis.own(ALICE, "8:acs:" + old.value() + "_1");
    fault.failNext(step, answerIsLost);

    assertThatExceptionOfType(StoreUnavailable.class)
        .isThrownBy(() -> StoreFixture.await(binding.adopt(next, "new:443")));
    assertThat(fault.struck()).isTrue();
    StoreFixture.await(binding.adopt(next, "new:443"));
    assertThat(StoreFixture.await(binding.know("new:443")))
        .isEqualTo(new ResourceBinding.Knowledge(Optional.of(next), Optional.of(next)));
    assertThat(StoreFixture.await(ledger.find(ALICE))).isEmpty();
  }

  @Test
  void aSwitchOfTheAccessKeyWhoseReadFailsIsStillAnswered() {
    StoreFixture.await(redis.store.issuingKeys().settle());
    fault.failNext("hgetall", false);
    String next = "key-2";
    assertThat(
            StoreFixture.await(redis.store.issuingKeys().use(next, redis.clock.instant()))
                .current())
        .isEqualTo(next);
    assertThat(fault.struck()).isTrue();
  }
}
