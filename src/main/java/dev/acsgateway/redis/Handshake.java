package dev.acsgateway.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;

/** What a new connection has to go through before it is used. */
@FunctionalInterface
interface Handshake {

  /** Makes the connection ready; fails if it must not be used. */
  Future<Ping> greet(RedisConnection connection);

  /** How a ready connection is asked whether it still lives. */
  @FunctionalInterface
  interface Ping {

    /** Completes when the server has answered. */
    Future<?> send();

    /** Nothing need be done before. */
    static Future<Ping> greet(RedisConnection connection) {
      return command(connection).send().map(command(connection));
    }

    /** The command for it. */
    static Ping command(RedisConnection connection) {
      return () -> connection.send(Request.cmd(Command.PING));
    }
  }
}
