package dev.acsgateway.redis;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way to Redis, to one server or to many. Commands fail with {@link StoreUnavailable} when
 * there is no connection, and with Redis's own error otherwise.
 */
interface CommandRouter {

  /** Sends one command about this key to the server that has it. */
  Future<@Nullable Response> send(String key, Request request);

  /**
   * Sends one command that changes nothing. It may be sent a little later than others, together
   * with more reads.
   */
  Future<@Nullable Response> read(String key, Request request);

  /** Completes once enough replicas have all that was written about this key so far. */
  Future<Void> replicated(String key);

  /** Of these keys, one for each server that takes writes, as far as is known. */
  List<String> onePerServer(List<String> keys);

  /** Connects anew to the server that has this key, since it is not the one to write to. */
  void mistrust(String key, String reason);

  /** The first connection made at start, to tell early what is wrong. */
  Future<Void> firstConnection();

  /** Whether commands can be sent right now, whatever key they are about. */
  boolean isUp();

  Future<Void> close();
}
