package dev.acsgateway.chaos;

import dev.acsgateway.GatewayFixture;
import dev.acsgateway.Population;
import dev.acsgateway.emulator.AcsEmulator;
import dev.acsgateway.emulator.control.EmulatorControls;
import dev.acsgateway.emulator.state.KeySlot;
import dev.acsgateway.http.Contract;
import dev.acsgateway.redis.StoreFixture;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Three nodes, a Redis with a replica, and an emulated ACS: to be disturbed. Each disturbance
 * blocks its caller until it has struck or is mended. Close it.
 */
final class Chaos implements AutoCloseable {
  static final int NODES = 3;

  /** So few that the walks of many jobs through the ledger leave this machine room for others. */
  static final int SHARDS = 16;

  private static final int WARM_UPS = 10;

  /** How long a node hears Redis before it can ask it anything. */
  private static final Duration HEARING = Duration.ofMillis(700);

  private final RedisPair redis = new RedisPair();
  private final GatewayFixture gateway = new GatewayFixture();
  private final SpoiledAcs acs = new SpoiledAcs(gateway.emulator.controls());
  private final List<ChaosNode> nodes = new ArrayList<>();
  private final List<Operation> rotations = new CopyOnWriteArrayList<>();
  private final Contract contract = new Contract();

  /**
   * Starts it.
   *
   * @param directory for the nodes' configuration
   */
  Chaos(Path directory) throws IOException {
    for (int i = 0; i < NODES; i++) {
      nodes.add(new ChaosNode(gateway, directory, config(), redis.url()));
    }
  }

  private JsonObject config() {
    JsonObject config = gateway.config();
    for (String listener : List.of("api", "admin")) {
      config
          .getJsonObject(listener)
          .put("request-deadline", millis(Timings.DEADLINE))
          .put("load", JsonObject.of("max-lag", "30s"));
    }
    EmulatorControls controls = gateway.emulator.controls();
    config
        .getJsonObject("acs")
        .put("timeout", millis(Timings.ACS_TIMEOUT))
        .put("second-access-key", controls.resources().getFirst().key(KeySlot.SECONDARY).secret())
        .put("breaker", JsonObject.of("open", "300ms"))
        .put("retry", JsonObject.of("patience", millis(Timings.ACS_PATIENCE), "pause", "50ms"));
    config
        .getJsonObject("redis")
        .put("shards", SHARDS)
        .put("replicas", 1)
        .put("silence", millis(Timings.SILENCE))
        .put("flight", millis(Timings.FLIGHT))
        .put("flight-lease", millis(Timings.LEASE));
    JsonObject lane = JsonObject.of("max-wait", millis(Timings.PERMIT_WAIT));
    return config
        .put(
            "quota",
            JsonObject.of(
                    "lanes", JsonObject.of("interactive", lane, "refresh", lane, "cleanup", lane))
                .put("permits", permits()))
        .put(
            "token",
            JsonObject.of(
                "max-wait",
                "3s",
                "near-cache",
                JsonObject.of("max-age", millis(Timings.NEAR_MAX_AGE))))
        // What is kept for long is not to look like a leak.
        .put("audit", JsonObject.of("length", 1_000))
        .put("cleanup", JsonObject.of("poll-interval", "200ms", "lease", millis(Timings.LEASE)));
  }

  /** The quota is not the subject: far more than runs without a pause between them need. */
  private static JsonObject permits() {
    return new JsonObject(
        Map.of("create-with-token", 20_000, "issue", 20_000, "revoke", 20_000, "delete", 20_000));
  }

  private static String millis(Duration time) {
    return time.toMillis() + "ms";
  }

  List<ChaosNode> nodes() {
    return List.copyOf(nodes);
  }

  AcsEmulator emulator() {
    return gateway.emulator;
  }

  /** Who is there, without asking a node. */
  Population population() {
    return new Population(gateway.emulator, redis.url(), SHARDS);
  }

  /** A look into Redis, past the nodes; to be closed. */
  StoreFixture store() {
    return StoreFixture.lookingAt(redis.url(), SHARDS);
  }

  /** What Redis says to a command. */
  String redis(String command) {
    return redis.command(command);
  }

  /** With a key that may do everything; to be closed. */
  Requests requests() {
    return new Requests(contract, gateway.allPowerful.key().value());
  }

  /** Lets each node do for the first time what takes long then. */
  void warmUp() {
    try (Requests requests = requests()) {
      for (int node = 0; node < NODES; node++) {
        for (int i = 0; i < WARM_UPS; i++) {
          for (OperationType verb :
              List.of(
                  OperationType.ISSUE,
                  OperationType.READ,
                  OperationType.ISSUE_OTHER,
                  OperationType.ERASE)) {
            requests.send(node, nodes.get(node).life(), verb, List.of("warm-up"));
          }
        }
      }
    }
  }

  void strike(ChaosFault what) throws IOException, InterruptedException {
    switch (what) {
      case ChaosFault.NodeKilled it -> nodes.get(it.node()).kill();
      case ChaosFault.NodePaused it -> nodes.get(it.node()).pause();
      case ChaosFault.LineDown it -> nodes.get(it.node()).loseRedis(it.silent());
      case ChaosFault.RedisDown it -> {
        if (it.killed()) {
          redis.kill();
        } else {
          redis.pause();
        }
      }
      case ChaosFault.RedisFailsOver it -> {
        redis.kill();
        Pause.of(it.election());
        redis.promote();
        nodes.forEach(node -> node.leadTo(redis.url()));
      }
      case ChaosFault.RotationMissed it -> {
        nodes.get(it.node()).loseRedis(false);
        rotate(it.rotator());
      }
      case ChaosFault.RedisFull it -> redis.command("CONFIG SET maxmemory 1");
      case ChaosFault.AcsSpoiled it -> acs.spoil(it.trouble());
    }
  }

  private void rotate(int node) {
    try (Requests requests = requests()) {
      rotations.add(requests.send(node, nodes.get(node).life(), OperationType.ROTATE, List.of()));
    }
  }

  /**
   * The rotations of the access key that were part of disturbances since they were last asked for.
   */
  List<Operation> takeRotations() {
    List<Operation> taken = List.copyOf(rotations);
    rotations.removeAll(taken);
    return taken;
  }

  void mend(ChaosFault what) throws IOException, InterruptedException {
    switch (what) {
      case ChaosFault.NodeKilled it -> nodes.get(it.node()).startAgain(it.offset());
      case ChaosFault.NodePaused it -> nodes.get(it.node()).resume();
      case ChaosFault.LineDown it -> nodes.get(it.node()).reachRedisAgain(it.silent());
      case ChaosFault.RedisDown it -> {
        if (it.killed()) {
          redis.restart();
        } else {
          redis.resume();
        }
      }
      case ChaosFault.RedisFailsOver it -> redis.complete();
      case ChaosFault.RotationMissed it -> {
        nodes.get(it.node()).hearRedisAgain();
        Pause.of(HEARING);
        nodes.get(it.node()).commandsAreBack();
      }
      case ChaosFault.RedisFull it -> redis.command("CONFIG SET maxmemory 0");
      case ChaosFault.AcsSpoiled it -> acs.mend();
    }
  }

  @Override
  public void close() {
    nodes.forEach(ChaosNode::close);
    gateway.close();
    redis.close();
  }
}
