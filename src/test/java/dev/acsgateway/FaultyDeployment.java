package dev.acsgateway;

import dev.acsgateway.emulator.control.Fault;
import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.redis.DelayingProxy;
import dev.acsgateway.redis.TestRedisProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Three nodes that are processes of their own, over a Redis and an ACS that can break. */
final class FaultyDeployment implements AutoCloseable {
  private static final int NODES = 3;

  /**
   * It keeps what it had when it is stopped; how fast this machine's disk is, is not the subject.
   */
  private final TestRedisProcess redis =
      TestRedisProcess.start("--appendonly", "yes", "--appendfsync", "no");

  private final DelayingProxy lineToRedis = new DelayingProxy(redis.url());
  private final GatewayFixture gateway = new GatewayFixture();
  private final DelayingProxy lineToAcs = new DelayingProxy(gateway.emulator.endpoint().toString());
  private final List<GatewayNode> nodes = new ArrayList<>();

  /**
   * Starts it.
   *
   * @param directory for the nodes' configuration
   */
  FaultyDeployment(Path directory) throws IOException {
    JsonObject config = GatewayFixture.onOneServer(gateway.config(), lineToRedis.url());
    JsonObject acs = config.getJsonObject("acs");
    String direct = gateway.emulator.endpoint().toString();
    acs.put(
        "connection-string",
        acs.getString("connection-string").replace(direct, lineToAcs.url() + "/"));
    // Nodes notice soon what no longer answers.
    acs.put("timeout", LongRun.choose("2s", "5s"))
        .put("breaker", JsonObject.of("minimum-calls", LongRun.choose(4, 10)));
    // Neither the quota is looked at here, nor how a node fares when others take its cores.
    config.getJsonObject("api").put("load", JsonObject.of("max-lag", "30s"));
    config.put(
        "quota",
        new JsonObject().put("permits", Map.of("create-with-token", 20_000, "issue", 20_000)));
    for (int i = 0; i < NODES; i++) {
      nodes.add(GatewayNode.start(gateway, directory, config));
    }
  }

  /** Load on all nodes, for users who are made now. */
  SteadyLoad load(Duration atMost) {
    SteadyLoad load =
        new SteadyLoad(
            gateway.newVertx(),
            nodes.stream().map(node -> node.apiPort).toList(),
            gateway.allPowerful.key().value());
    load.prepare(atMost);
    return load;
  }

  void stopRedis() {
    redis.stop();
  }

  void startRedisAgain() {
    redis.restart();
  }

  void pauseRedis() {
    redis.pause();
  }

  void resumeRedis() {
    redis.resume();
  }

  void delayRedis(Duration delay) {
    lineToRedis.setDelay(delay);
  }

  void cutAcsOff() {
    lineToAcs.cut();
  }

  void reachAcsAgain() {
    lineToAcs.mend();
  }

  void hangAcs() {
    gateway.emulator.controls().faults().always(Fault.hang());
  }

  void freeAcs() {
    gateway.emulator.controls().faults().clear();
  }

  /** How many identities ACS was asked to make so far. */
  long identitiesMade() {
    return gateway.emulator.calls().count(Operation.CREATE_WITH_TOKEN)
        + gateway.emulator.calls().count(Operation.CREATE);
  }

  /** What {@code /health/ready} of each node says. */
  List<String> health() {
    return nodes.stream()
        .map(node -> new JsonObject(node.admin("GET", "/health/ready", "").body()))
        .map(health -> health.getString("status"))
        .toList();
  }

  List<ResourceUsage> footprints() {
    return nodes.stream().map(node -> ResourceUsage.of(node.process.pid())).toList();
  }

  /** Every identity at ACS is a user's, an orphan or an intent's. */
  void assertAddsUp() {
    LedgerSum.of(nodes.getFirst()::admin).assertExplains(Population.alive(gateway.emulator));
  }

  @Override
  public void close() {
    nodes.forEach(GatewayNode::close);
    gateway.close();
    lineToRedis.close();
    lineToAcs.close();
    redis.close();
  }
}
