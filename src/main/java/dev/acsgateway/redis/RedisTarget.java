package dev.acsgateway.redis;

import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One server as a connection reaches it.
 *
 * @param address host and port, for people
 * @param client makes a client for one connection, which is closed with it; each connection gets a
 *     new one, since a client's pool may keep dead connections
 * @param authentication the command that authenticates an open connection with what holds now;
 *     empty where nothing is asked for
 * @param credentialChanges runs when other credentials hold; a connection adds and removes its own
 */
record RedisTarget(
    String address,
    Supplier<Redis> client,
    Supplier<Optional<Request>> authentication,
    List<Runnable> credentialChanges) {}
