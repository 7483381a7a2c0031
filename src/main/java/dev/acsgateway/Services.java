package dev.acsgateway;

import dev.acsgateway.cleanup.CleanupService;
import dev.acsgateway.cleanup.CleanupSpeed;
import dev.acsgateway.cleanup.CleanupVerticle;
import dev.acsgateway.cleanup.ScheduleVerticle;
import dev.acsgateway.identity.IdentityService;
import dev.acsgateway.quota.Lane;
import dev.acsgateway.redis.RedisStore;
import dev.acsgateway.token.TeamsTokenService;
import dev.acsgateway.token.TokenService;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What the gateway does, apart from how it is asked: tokens, identities, clean-up.
 *
 * @param tokens tokens of users
 * @param teamsTokens tokens of Teams users
 * @param identities revocation and erasure
 * @param cleanups clean-up jobs, asked for
 * @param cleaner clean-up jobs, carried out
 * @param schedules clean-up jobs by the clock
 */
record Services(
    TokenService tokens,
    TeamsTokenService teamsTokens,
    IdentityService identities,
    CleanupService cleanups,
    CleanupVerticle cleaner,
    ScheduleVerticle schedules) {

  static Services create(
      Vertx vertx,
      GatewayConfig config,
      RedisStore store,
      AcsAccess acs,
      InstantSource clock,
      Supplier<String> ids) {
    CleanupService cleanups =
        new CleanupService(vertx, store.jobStore(), CleanupSpeed.of(config.quota()), clock, ids);
    return new Services(
        new TokenService(
            vertx,
            store.tokenCache(),
            store.tokenFlights(),
            store.invalidations(),
            acs.inLane(Lane.INTERACTIVE),
            acs.inLane(Lane.REFRESH),
            store.issuingKeys(),
            config.token(),
            clock),
        new TeamsTokenService(
            vertx,
            store.teamsTokenCache(),
            acs.inLane(Lane.INTERACTIVE),
            acs.endpoint(),
            config.token(),
            store.issuingKeys(),
            clock),
        new IdentityService(store.identityLedger(), acs.inLane(Lane.INTERACTIVE), clock),
        cleanups,
        new CleanupVerticle(
            store.jobStore(),
            store.jobWork(),
            store.cleanupLedger(),
            acs.inLane(Lane.CLEANUP),
            config.cleanup(),
            clock),
        new ScheduleVerticle(config.cleanup(), store.scheduleTicks(), cleanups, clock));
  }
}
