package dev.acsgateway.chaos;

import static org.awaitility.Awaitility.await;

import dev.acsgateway.redis.TestRedisProcess;
import java.net.URI;
import java.time.Duration;

/** A Redis that keeps what it acknowledged, and its replica, which may take its place. Close it. */
final class RedisPair implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(20);

  private volatile TestRedisProcess primary = started();
  private volatile TestRedisProcess replica = started();

  /** Starts both, and waits until one has what the other has. */
  RedisPair() {
    follow();
  }

  private static TestRedisProcess started() {
    return TestRedisProcess.start(
        "--appendonly",
        "yes",
        "--appendfsync",
        "always",
        "--repl-diskless-sync",
        "yes",
        "--repl-diskless-sync-delay",
        "0");
  }

  /** Of the one that takes writes now. */
  String url() {
    return primary.url();
  }

  /** What the one that takes writes says to a command. */
  String command(String command) {
    return primary.command(command);
  }

  void pause() {
    primary.pause();
  }

  void resume() {
    primary.resume();
  }

  void kill() {
    primary.kill();
  }

  /** Brings the one that was killed back as what it was, and waits until its replica has all. */
  void restart() {
    primary.restart();
    awaitFollowed();
  }

  /** The replica takes the place of the one that was killed; for now it has none itself. */
  void promote() {
    TestRedisProcess dead = primary;
    primary = replica;
    replica = dead;
    primary.command("REPLICAOF NO ONE");
  }

  /** Brings the one that was replaced back as a replica, and waits until it has all. */
  void complete() {
    replica.restart();
    follow();
  }

  private void follow() {
    replica.command("REPLICAOF 127.0.0.1 " + URI.create(primary.url()).getPort());
    awaitFollowed();
  }

  private void awaitFollowed() {
    await()
        .atMost(PATIENCE)
        .pollInterval(LOOK)
        .until(() -> primary.command("INFO replication").contains("state=online"));
  }

  @Override
  public void close() {
    replica.close();
    primary.close();
  }
}
