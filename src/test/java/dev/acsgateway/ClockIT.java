package dev.acsgateway;

import static dev.acsgateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.fake.ShiftedClock;
import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityWithToken;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.redis.StoreFixture;
import dev.acsgateway.redis.TestRedis;
import dev.acsgateway.token.LeaseResult;
import dev.acsgateway.token.TokenKey;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Nodes whose clock is off. The kind: a time that a node takes on trust, by which a token seems to
 * live longer than it does.
 */
class ClockIT {
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final String SEEDED = "seeded";
  private static final int SHARDS = 512;

  private final GatewayFixture gateway = new GatewayFixture();

  @AfterEach
  void stop() {
    gateway.close();
  }

  private GatewayFixture withClockAhead(Duration ahead) {
    JsonObject config = gateway.patientConfig();
    config.getJsonObject("redis").put("encrypt", false).remove("keyset");
    return gateway.withNodeByClock(config, new ShiftedClock(ahead));
  }

  private HttpResponse<String> ask(String user) {
    HttpResponse<String> answer = gateway.api("POST", "/v1/users/" + user + "/token", "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  /** Gives a user whom ACS knows a token in Redis that lives for so long from now. */
  private void seed(String user, Duration left) {
    Identity identity = new Identity(json(ask(user)).getString("communicationUserId"));
    TokenKey key =
        new TokenKey(new UserId(user), TokenScopes.of("chat", "voip"), TokenLifetime.DEFAULT);
    try (StoreFixture store = StoreFixture.lookingAt(TestRedis.url(), SHARDS)) {
      Instant now = Instant.now();
      store.clock.advance(Duration.between(store.clock.instant(), now));
      LeaseResult.Acquired granted =
          (LeaseResult.Acquired)
              StoreFixture.await(
                  store.store.tokenFlights().begin(key, now.plus(Duration.ofDays(9))));
      StoreFixture.await(
          store
              .store
              .tokenFlights()
              .land(
                  granted.flight(),
                  new IdentityWithToken(identity, new AccessToken(SEEDED, now.plus(left))),
                  now));
    }
  }

  private JsonObject health() {
    return json(gateway.admin("GET", "/health", ""));
  }

  private double seconds(String which) {
    return health().getJsonObject("components").getJsonObject("clock").getDouble(which);
  }

  @Test
  void aSlowNodeHandsOutNoTokenWithLessThanTenMinutesLeftAndSaysSo() {
    withClockAhead(TEN_MINUTES.negated());
    seed("alice", Duration.ofSeconds(573));

    assertThat(json(ask("alice")).getString("token")).isNotEqualTo(SEEDED);
    assertThat(health().getString("status")).isEqualTo("degraded");
    assertThat(health().getJsonObject("checks").getString("clock")).isEqualTo("down");
    assertThat(seconds("redisAheadSeconds")).isBetween(590.0, 610.0);
    assertThat(seconds("acsAheadSeconds")).isBetween(590.0, 610.0);
    assertThat(seconds("correctedBySeconds")).isBetween(590.0, 610.0);
    assertThat(gateway.admin("GET", "/metrics", "").body())
        .containsPattern("acsgw_clock_offset_seconds\\{source=\"redis\"\\} (59|60)\\d");
  }

  @Test
  void aFastNodeServesATokenThatHasEnoughLeft() {
    withClockAhead(TEN_MINUTES);
    seed("alice", Duration.ofMinutes(20));

    assertThat(json(ask("alice")).getString("token")).isEqualTo(SEEDED);
    assertThat(health().getString("status")).isEqualTo("degraded");
    assertThat(seconds("correctedBySeconds")).isBetween(-610.0, -590.0);
  }

  @Test
  void aRightNodeIsReady() {
    withClockAhead(Duration.ofSeconds(-20));
    ask("alice");
    assertThat(health().getString("status")).isEqualTo("ready");
    assertThat(seconds("correctedBySeconds")).isZero();
  }
}
