package dev.acsgateway.chaos;

import dev.acsgateway.GatewayFixture;
import dev.acsgateway.GatewayNode;
import dev.acsgateway.redis.DelayingProxy;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A gateway process that can be killed and started again, and its line to Redis. Close it. */
final class ChaosNode implements AutoCloseable {
  /** What only connections for commands begin with. */
  private static final String FIRST_OF_COMMANDS = "info";

  private final GatewayFixture gateway;
  private final Path directory;
  private final DelayingProxy lineToRedis;
  private final JsonObject config;
  private volatile Life life;

  /**
   * From one start to the next.
   *
   * @param offset how far its clock is ahead
   */
  record Life(GatewayNode node, Duration offset) {}

  ChaosNode(GatewayFixture gateway, Path directory, JsonObject config, String redisUrl)
      throws IOException {
    this.gateway = gateway;
    this.directory = directory;
    this.lineToRedis = new DelayingProxy(redisUrl);
    this.config = config.copy();
    this.config.getJsonObject("redis").put("url", lineToRedis.url());
    this.life = begin(Duration.ZERO);
  }

  private Life begin(Duration offset) throws IOException {
    return new Life(GatewayNode.start(gateway, directory, config, offset), offset);
  }

  Life life() {
    return life;
  }

  void kill() throws InterruptedException {
    life.node().process.kill();
  }

  void startAgain(Duration offset) throws IOException {
    life = begin(offset);
  }

  void pause() throws IOException, InterruptedException {
    life.node().process.pause();
  }

  void resume() throws IOException, InterruptedException {
    life.node().process.resume();
  }

  /** Another Redis is behind the address that the node knows. */
  void leadTo(String redisUrl) {
    lineToRedis.leadTo(redisUrl);
  }

  /** Its subscription comes back, its commands do not, until {@link #commandsAreBack}. */
  void hearRedisAgain() {
    lineToRedis.closeOn(sent -> sent.contains(FIRST_OF_COMMANDS));
    lineToRedis.mend();
  }

  /** Ends {@link #hearRedisAgain}. */
  void commandsAreBack() {
    lineToRedis.closeOn(sent -> false);
  }

  void loseRedis(boolean silently) {
    if (silently) {
      lineToRedis.fallSilent();
    } else {
      lineToRedis.cut();
    }
  }

  void reachRedisAgain(boolean silently) {
    if (silently) {
      lineToRedis.speakAgain();
    } else {
      lineToRedis.mend();
    }
  }

  @Override
  public void close() {
    life.node().close();
    lineToRedis.close();
  }
}
