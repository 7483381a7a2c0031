package dev.acsgateway.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.function.Consumer;

/**
 * One connection's subscription to one channel. It is pinged by subscribing again, which Redis
 * confirms each time and which changes nothing: the Vert.x client (5.0.12 and before) takes a note
 * that arrives while a command waits for the command's answer, and the command then waits for ever
 * ({@code RedisStandaloneConnection.handle} polls its queue before it looks at the reply's type).
 * Confirmations come as pushes, like notes, and in order with them.
 */
final class Subscription {
  private final RedisConnection connection;
  private final String channel;
  private final Consumer<String> notes;
  private volatile Promise<Void> confirmation = Promise.promise();

  Subscription(RedisConnection connection, String channel, Consumer<String> notes) {
    this.connection = connection;
    this.channel = channel;
    this.notes = notes;
    connection.handler(this::receive);
  }

  /** Subscribes, for the first time or again; one at a time. Completes when Redis has confirmed. */
  Future<Void> confirm() {
    Promise<Void> confirmed = Promise.promise();
    confirmation = confirmed;
    return connection
        .send(Request.cmd(Command.SUBSCRIBE).arg(channel))
        .compose(sent -> confirmed.future());
  }

  /**
   * Receives {@code [message, channel, text]} or {@code [subscribe, channel, count]}: a push in
   * RESP3, an array in RESP2, where a subscribed connection carries nothing else. A refusal comes
   * the same way, since the client waits for no answer to SUBSCRIBE.
   */
  private void receive(Response push) {
    switch (push.type()) {
      case PUSH, MULTI -> receive(new Reply(push));
      case ERROR -> confirmation.tryFail((ErrorType) push);
      default -> {
        // Nothing else is asked for.
      }
    }
  }

  private void receive(Reply reply) {
    switch (reply.text(0)) {
      case "subscribe" -> confirmation.tryComplete();
      case "message" -> notes.accept(reply.text(2));
      default -> {
        // Nothing else is asked for.
      }
    }
  }
}
