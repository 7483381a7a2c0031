package dev.acsgateway.redis;

import static dev.acsgateway.redis.StoreFixture.ALICE;
import static dev.acsgateway.redis.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.Claim;
import dev.acsgateway.cleanup.ClaimPrecondition;
import dev.acsgateway.failure.UserBusy;
import dev.acsgateway.identity.Fence;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityLedger;
import dev.acsgateway.identity.UserRecord;
import dev.acsgateway.identity.UserState;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A node that subscribed hears nothing, so that a fence waits for its word as long as it may. */
@Tag("fault")
class DeafNodeIT {
  private static final Duration FLIGHT = Duration.ofMinutes(1);
  private static final Duration WAITED = Duration.ofSeconds(5);

  @Test
  void aDeletionSparesTheIdentityThatItsUserGotWhileNodesWereStillBeingTold() {
    try (StoreFixture redis = StoreFixture.withLongFlights()) {
      Identity dying = redis.own(ALICE, "8:acs:r_1");
      listenWithoutAnswering(redis);
      IdentityLedger ledger = redis.store.identityLedger();

      Future<Fence> deletion = ledger.beginDeletion(ALICE);
      untilFenced(redis);
      Identity next = redis.own(ALICE, "8:acs:r_2");

      assertThat(deletion.isComplete()).as("nodes are still being told").isFalse();
      Fence fence = await(deletion);
      assertThat(fence.identity()).isEqualTo(dying);
      await(ledger.endDeletion(fence));
      assertThat(await(ledger.find(ALICE)).flatMap(UserRecord::identity)).contains(next);
    }
  }

  @Test
  void theTimeOfAFenceBeginsWhenAcsCanBeAsked() {
    try (StoreFixture redis = StoreFixture.withLongFlights()) {
      redis.own(ALICE, "8:acs:r_1");
      listenWithoutAnswering(redis);
      IdentityLedger ledger = redis.store.identityLedger();

      await(ledger.beginRevocation(ALICE));

      UserBusy busy =
          catchThrowableOfType(UserBusy.class, () -> await(ledger.beginDeletion(ALICE)));
      assertThat(busy.retryAfter()).isBetween(FLIGHT.minus(WAITED.dividedBy(2)), FLIGHT);
    }
  }

  @Test
  void aDeletionWhoseFenceLapsedWhileItWaitedToBeHeardGoesOnWithTheIdentityThatItClaimed() {
    try (StoreFixture redis = StoreFixture.withLongFlights()) {
      Identity dying = redis.own(ALICE, "8:acs:r_1");
      listenWithoutAnswering(redis);
      Candidate candidate = Candidate.of(ALICE);
      ClaimPrecondition rule = new ClaimPrecondition.MadeBefore(redis.clock.instant());

      Future<Claim> claim = redis.store.cleanupLedger().claim(candidate, rule);
      untilFenced(redis);
      TestRedis.elapse(FLIGHT);
      Identity next = redis.own(ALICE, "8:acs:r_2");

      assertThat(claim.isComplete()).as("nodes are still being told").isFalse();
      assertThat(await(claim))
          .isInstanceOfSatisfying(
              Claim.Granted.class, granted -> assertThat(granted.identity()).isEqualTo(dying));
      await(redis.store.cleanupLedger().forget(candidate, dying));
      assertThat(await(redis.store.identityLedger().find(ALICE)).flatMap(UserRecord::identity))
          .contains(next);
    }
  }

  private static void untilFenced(StoreFixture redis) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> await(redis.store.identityLedger().find(ALICE)).map(UserRecord::state),
            state -> state.equals(Optional.of(UserState.DELETING)));
  }

  private static void listenWithoutAnswering(StoreFixture redis) {
    RedisConnection deaf = await(Redis.createClient(redis.vertx, TestRedis.url()).connect());
    await(deaf.send(Request.cmd(Command.SUBSCRIBE).arg(Keyspace.NOTES)).map(done -> true));
  }
}
