package dev.acsgateway.redis;

import static dev.acsgateway.redis.StoreFixture.ALICE;
import static dev.acsgateway.redis.StoreFixture.CHAT;
import static dev.acsgateway.redis.StoreFixture.await;
import static dev.acsgateway.redis.StoreFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.identity.Fence;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserRecord;
import dev.acsgateway.identity.UserState;
import dev.acsgateway.token.CachedToken;
import dev.acsgateway.token.Flight;
import dev.acsgateway.token.Takeoff;
import dev.acsgateway.token.TokenFlights;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("topology")
class RedisTokenFlightsIT {
  private static final Duration SHORT = Duration.ofMillis(500);

  private StoreFixture redis;
  private TokenFlights flights;

  @BeforeEach
  void open() {
    redis = new StoreFixture();
    flights = redis.store.tokenFlights();
  }

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void grantsTheFirstAndHoldsTheOthers() {
    Flight flight = redis.granted(CHAT);

    assertThat(flight.identity()).isEmpty();
    assertThat(redis.begin(CHAT)).isInstanceOf(Takeoff.Held.class);
    assertThat(redis.begin(key(ALICE, "voip")))
        .as("whoever needs the identity waits for it")
        .isInstanceOf(Takeoff.Held.class);
  }

  @Test
  void landsTheTokenForEverybody() {
    Optional<CachedToken> landed = land(redis.granted(CHAT), "8:acs:r_1", "token-1");

    assertThat(landed).map(CachedToken::identity).contains(new Identity("8:acs:r_1"));
    assertThat(await(redis.store.tokenCache().find(CHAT))).isEqualTo(landed);
    assertThat(redis.begin(CHAT)).isEqualTo(new Takeoff.Landed(landed.orElseThrow()));
    assertThat(await(redis.store.identityLedger().find(ALICE)))
        .map(UserRecord::state)
        .contains(UserState.ACTIVE);
  }

  @Test
  void fliesForTheKnownIdentityOnceTheUserHasOne() {
    redis.own(ALICE, "8:acs:r_1");

    assertThat(redis.granted(key(ALICE, "voip")).identity()).contains(new Identity("8:acs:r_1"));
  }

  @Test
  void fliesAgainWhenTheCachedTokenIsNotFreshEnough() {
    redis.own(ALICE, "8:acs:r_1");

    Takeoff takeoff =
        await(flights.begin(CHAT, redis.clock.instant().plus(Duration.ofMinutes(61))));

    assertThat(takeoff).isInstanceOf(Takeoff.Granted.class);
  }

  @Test
  void handsTheFlightOnWhenItsDeadlinePasses() {
    Flight lost = redis.granted(CHAT);
    Flight taken = takeOver();

    assertThat(taken.epoch()).isGreaterThan(lost.epoch());
    assertThat(intents()).as("the first creator may have made an identity").isEqualTo("1");
  }

  @Test
  void aNodeThatLivesKeepsItsFlightBeyondTheLease() {
    try (StoreFixture owner = StoreFixture.withLease(Duration.ofMinutes(1), SHORT);
        StoreFixture other = owner.anotherNode("other")) {
      Flight flight = owner.granted(CHAT);

      await()
          .during(SHORT.multipliedBy(4))
          .atMost(SHORT.multipliedBy(20))
          .until(() -> other.begin(CHAT) instanceof Takeoff.Held);
      assertThat(land(owner, flight, "8:acs:r_1", "token-1")).isPresent();
    }
  }

  @Test
  void aNodeThatDiedLosesItsFlightWithItsLease() {
    StoreFixture owner = StoreFixture.withLease(Duration.ofMinutes(1), SHORT);
    try (StoreFixture other = owner.anotherNode("other")) {
      owner.granted(CHAT);
      owner.close();

      await().until(() -> other.begin(CHAT) instanceof Takeoff.Granted);
    }
  }

  @Test
  void noNodeKeepsAFlightLongerThanAFlightMayLast() {
    try (StoreFixture owner = StoreFixture.withLease(SHORT.multipliedBy(3), SHORT);
        StoreFixture other = owner.anotherNode("other")) {
      owner.granted(CHAT);

      await().until(() -> other.begin(CHAT) instanceof Takeoff.Granted);
    }
  }

  @Test
  void aLateLandingIsVoidAndItsIdentityAnOrphan() {
    Flight lost = redis.granted(CHAT);
    Flight taken = takeOver();

    assertThat(land(lost, "8:acs:r_late", "late")).isEmpty();
    assertThat(land(taken, "8:acs:r_1", "token")).isPresent();

    assertThat(owned()).contains(new Identity("8:acs:r_1"));
    assertThat(orphans()).contains("8:acs:r_late");
  }

  @Test
  void anAbortedCreationLeavesNoTrace() {
    await(flights.abort(redis.granted(CHAT)));

    assertThat(await(redis.store.identityLedger().find(ALICE))).isEmpty();
    assertThat(redis.begin(CHAT)).isInstanceOf(Takeoff.Granted.class);
  }

  @Test
  void anAbandonedCreationStaysVisibleAsAnIntent() {
    await(flights.abandon(redis.granted(CHAT)));

    assertThat(intents()).isEqualTo("1");
    assertThat(redis.begin(CHAT)).isInstanceOf(Takeoff.Granted.class);
  }

  @Test
  void revocationVoidsTheFlightsThatBeganBefore() {
    redis.own(ALICE, "8:acs:r_1");
    Flight early = redis.granted(key(ALICE, "voip"));

    Fence fence = await(redis.store.identityLedger().beginRevocation(ALICE));
    assertThat(await(redis.store.tokenCache().find(CHAT))).isEmpty();
    assertThat(redis.begin(CHAT)).isInstanceOf(Takeoff.Held.class);
    assertThat(await(redis.store.identityLedger().endRevocation(fence))).isTrue();

    assertThat(land(early, "8:acs:r_1", "revoked")).isEmpty();
    assertThat(redis.granted(CHAT).identity()).contains(new Identity("8:acs:r_1"));
  }

  @Test
  void aUserBeingDeletedGetsANewIdentityAndTheDyingOneIsAnOrphanUntilItIsGone() {
    redis.own(ALICE, "8:acs:r_dying");
    Fence fence = await(redis.store.identityLedger().beginDeletion(ALICE));

    Flight flight = redis.granted(CHAT);
    assertThat(flight.identity()).isEmpty();
    land(flight, "8:acs:r_new", "token");
    assertThat(orphans()).contains("8:acs:r_dying");

    await(redis.store.identityLedger().endDeletion(fence));
    assertThat(orphans()).isEmpty();
    assertThat(owned()).contains(new Identity("8:acs:r_new"));
  }

  @Test
  void waitingEndsWhenTheFlightLands() {
    Flight flight = redis.granted(CHAT);
    land(flight, "8:acs:r_1", "token");

    await(flights.awaitChange(CHAT, Duration.ofSeconds(5)));

    assertThat(redis.begin(CHAT)).isInstanceOf(Takeoff.Landed.class);
  }

  private Flight takeOver() {
    Takeoff takeoff =
        await()
            .atMost(Duration.ofSeconds(5))
            .until(() -> redis.begin(CHAT), Takeoff.Granted.class::isInstance);
    return ((Takeoff.Granted) takeoff).flight();
  }

  private Optional<CachedToken> land(Flight flight, String identity, String token) {
    return land(redis, flight, identity, token);
  }

  private static Optional<CachedToken> land(
      StoreFixture node, Flight flight, String identity, String token) {
    return await(
        node.store
            .tokenFlights()
            .land(flight, node.brought(identity, token), node.clock.instant()));
  }

  private Optional<Identity> owned() {
    return await(redis.store.identityLedger().find(ALICE)).flatMap(UserRecord::identity);
  }

  private String orphans() {
    return TestRedis.send("ZRANGE " + userKeys().orphans() + " 0 -1");
  }

  private String intents() {
    return TestRedis.send("ZCARD " + userKeys().intents());
  }

  private static Keyspace.UserKeys userKeys() {
    return new Keyspace(16).of(ALICE);
  }
}
