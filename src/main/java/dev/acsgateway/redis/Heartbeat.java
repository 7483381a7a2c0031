package dev.acsgateway.redis;

import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisConnection;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Pings a connection, one ping at a time, and tells once when it is dead. A server is given up that
 * leaves a ping unanswered for the time of silence, and then for a grace in which this event loop
 * surely reads: after a stall of the loop, the answer may be there unread.
 */
final class Heartbeat {
  private static final int PINGS_PER_SILENCE = 4;

  private final Vertx vertx;
  private final Handshake.Ping ping;
  private final Duration silence;
  private final Duration interval;
  private final Consumer<String> onDeath;

  private volatile long answeredPingSentAt;
  private volatile boolean over;
  private volatile long timer;

  private Heartbeat(Vertx vertx, Handshake.Ping ping, Duration silence, Consumer<String> onDeath) {
    this.vertx = vertx;
    this.ping = ping;
    this.silence = silence;
    this.interval = Duration.ofMillis(silence.toMillis() / PINGS_PER_SILENCE);
    this.onDeath = onDeath;
    this.answeredPingSentAt = System.nanoTime() - Duration.ofDays(1).toNanos();
  }

  /**
   * Starts to ping.
   *
   * @param ping how the connection is asked
   * @param onDeath called at most once, with the reason
   */
  static Heartbeat start(
      Vertx vertx,
      RedisConnection connection,
      Handshake.Ping ping,
      Duration silence,
      Consumer<String> onDeath) {
    Heartbeat heartbeat = new Heartbeat(vertx, ping, silence, onDeath);
    connection.exceptionHandler(e -> heartbeat.die(String.valueOf(e.getMessage())));
    connection.endHandler(end -> heartbeat.die("connection closed"));
    heartbeat.ping();
    return heartbeat;
  }

  /** Whether the server has answered a ping that was sent no longer ago than this. */
  boolean answeredWithin(Duration age) {
    return System.nanoTime() - answeredPingSentAt < age.toNanos();
  }

  /** Ends the pings; nobody is told. */
  void stop() {
    over = true;
    vertx.cancelTimer(timer);
  }

  private void ping() {
    long sentAt = System.nanoTime();
    timer =
        vertx.setTimer(
            silence.toMillis(),
            late -> timer = vertx.setTimer(interval.toMillis(), dead -> die("no answer")));
    ping.send()
        .onSuccess(
            pong -> {
              answeredPingSentAt = sentAt;
              vertx.cancelTimer(timer);
              if (!over) {
                timer = vertx.setTimer(interval.toMillis(), due -> ping());
              }
            })
        .onFailure(e -> die(String.valueOf(e.getMessage())));
  }

  /** Takes the connection for dead. */
  void die(String reason) {
    if (!over) {
      stop();
      onDeath.accept(reason);
    }
  }
}
