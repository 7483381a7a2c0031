package dev.acsgateway;

import dev.acsgateway.health.Health;
import dev.acsgateway.redis.RedisStore;
import dev.acsgateway.telemetry.Metrics;
import dev.acsgateway.telemetry.Tracing;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * What a node is made of, for whoever puts it behind listeners.
 *
 * @param tracing empty where requests are not followed
 * @param clock what the node takes for the time
 */
record NodeParts(
    Vertx vertx,
    GatewayConfig config,
    RedisStore store,
    Metrics metrics,
    Optional<Tracing> tracing,
    AcsAccess acs,
    Services services,
    Health health,
    NodeClock clock,
    SecureRandom random) {}
