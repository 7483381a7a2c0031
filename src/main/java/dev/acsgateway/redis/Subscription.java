package dev.acsgateway.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
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

  /** Pushes look like {@code [message, channel, text]} and {@code [subscribe, channel, count]}. */
  private void receive(Response push) {
    if (push.type() != ResponseType.PUSH) {
      return;
    }
    Reply reply = new Reply(push);
    switch (reply.text(0)) {
      case "subscribe" -> confirmation.tryComplete();
      case "message" -> notes.accept(reply.text(2));
      default -> {
        // Nothing else is asked for.
      }
    }
  }
}
