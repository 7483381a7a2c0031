package dev.acsgateway.redis;

import static dev.acsgateway.redis.StoreFixture.ALICE;
import static dev.acsgateway.redis.StoreFixture.CHAT;
import static dev.acsgateway.redis.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.fake.FakeIdentityClient;
import dev.acsgateway.identity.Fence;
import dev.acsgateway.identity.IdentityLedger;
import dev.acsgateway.identity.IdentityService;
import dev.acsgateway.identity.Revocation;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.identity.UserRecord;
import dev.acsgateway.token.IssueLease;
import dev.acsgateway.token.LeaseResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A node stands still once it has raised a fence, and goes on when the fence is long gone. */
@Tag("fault")
class LateRevokerIT {
  private StoreFixture redis;
  private FakeIdentityClient acs;
  private final Promise<Void> goesOn = Promise.promise();

  @BeforeEach
  void open() {
    redis = new StoreFixture();
    acs = new FakeIdentityClient(redis.clock);
  }

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void itDoesNotLetAcsRevokeWhatOthersServeByNow() {
    redis.own(ALICE, "8:acs:r_1");
    IdentityLedger ledger = new StandingStill(redis.store.identityLedger());
    Future<Revocation> revoked = new IdentityService(ledger, acs, redis.clock).revoke(ALICE);
    issueOnceTheFenceIsGone();
    assertThat(await(redis.store.tokenCache().find(CHAT))).isPresent();
    Promise<Void> acsAnswers = acs.hang();

    redis.clock.advance(StoreFixture.FLIGHT.plusSeconds(1));
    goesOn.complete();

    await().until(() -> acs.calls().contains("revoke 8:acs:r_1"));
    assertThat(await(redis.store.tokenCache().find(CHAT)))
        .as("when ACS is asked, nobody can be served any more what it revokes")
        .isEmpty();
    acsAnswers.complete();
    await(revoked);
  }

  private void issueOnceTheFenceIsGone() {
    IssueLease flight =
        ((LeaseResult.Acquired)
                await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> redis.begin(CHAT), LeaseResult.Acquired.class::isInstance))
            .flight();
    await(
        redis
            .store
            .tokenFlights()
            .land(flight, redis.brought("8:acs:r_1", "newer"), redis.clock.instant()));
  }

  /** Its first answer is there, and nobody looks at it. */
  private final class StandingStill implements IdentityLedger {
    private final IdentityLedger ledger;
    private boolean stoodStill;

    StandingStill(IdentityLedger ledger) {
      this.ledger = ledger;
    }

    @Override
    public Future<Fence> beginRevocation(UserId user) {
      Future<Fence> begun = ledger.beginRevocation(user);
      if (stoodStill) {
        return begun;
      }
      stoodStill = true;
      return begun.compose(fence -> goesOn.future().map(fence));
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
    public Future<Void> endDeletion(Fence fence) {
      return ledger.endDeletion(fence);
    }

    @Override
    public Future<Void> cancelDeletion(Fence fence) {
      return ledger.cancelDeletion(fence);
    }

    @Override
    public Future<Optional<UserRecord>> find(UserId user) {
      return ledger.find(user);
    }
  }
}
