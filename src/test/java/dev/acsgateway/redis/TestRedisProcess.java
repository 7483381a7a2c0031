package dev.acsgateway.redis;

import dev.acsgateway.local.EmbeddedRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A Redis of a test's own, which the test may stop, freeze and restart on the same port. Close it.
 */
public final class TestRedisProcess implements AutoCloseable {
  private final EmbeddedRedis server;

  private TestRedisProcess(EmbeddedRedis server) {
    this.server = server;
  }

  /**
   * Starts one. A restart begins empty unless {@code "--appendonly", "yes"} is given.
   *
   * @param settings more server settings as on its command line
   */
  public static TestRedisProcess start(String... settings) {
    return new TestRedisProcess(EmbeddedRedis.start(settings));
  }

  /** Starts one that can be part of a cluster. */
  static TestRedisProcess startForCluster(String... settings) {
    return new TestRedisProcess(EmbeddedRedis.startForCluster(settings));
  }

  /** Starts a Sentinel with these lines as its configuration. */
  static TestRedisProcess startSentinel(List<String> lines) {
    return new TestRedisProcess(EmbeddedRedis.startSentinel(lines));
  }

  boolean isRunning() {
    return server.isRunning();
  }

  public String url() {
    return server.url();
  }

  /** Ends the server: connections are closed, new ones refused. */
  public void stop() {
    server.stop();
  }

  /** Ends the server as a crash would (SIGKILL); {@link #restart} brings it back. */
  public void kill() {
    signal("KILL");
    server.stop();
  }

  /** Brings the server back on its port. */
  public void restart() {
    server.restart();
  }

  /** Freezes the process: connections stay open and nothing answers, until {@link #resume}. */
  public void pause() {
    signal("STOP");
  }

  /** Ends {@link #pause}. */
  public void resume() {
    signal("CONT");
  }

  /** Sends one command, for example {@code CLIENT PAUSE 500}, on a connection of its own. */
  public String command(String command) {
    return TestRedisCommand.send(url(), command);
  }

  @Override
  public void close() {
    server.close();
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(server.pid())).start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("kill -" + name + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
