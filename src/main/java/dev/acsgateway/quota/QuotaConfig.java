package dev.acsgateway.quota;

import dev.acsgateway.config.ConfigNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How many calls ACS takes and who gets them. All nodes that share a Redis need the same.
 *
 * @param enabled whether calls are counted at all
 * @param window the time over which ACS counts
 * @param spread how long a call may take before its permit is counted again when it ends; added to
 *     the window, so that calls that bunch up on the way do not exceed the quota where ACS counts
 * @param permits calls of each operation per window
 * @param lanes bounds of each lane
 * @param localShare the share of every quota that this node uses while Redis does not answer, 0.01
 *     to 1; at most one divided by the number of nodes keeps within the quota
 */
public record QuotaConfig(
    boolean enabled,
    Duration window,
    Duration spread,
    Map<Operation, Integer> permits,
    Map<Lane, LaneConfig> lanes,
    double localShare) {

  public QuotaConfig {
    permits = Map.copyOf(permits);
    lanes = Map.copyOf(lanes);
    if (permits.size() < Operation.values().length || lanes.size() < Lane.values().length) {
      throw new IllegalArgumentException("Every operation needs a quota, every lane its bounds");
    }
  }

  /** Reads the section {@code quota}. */
  public static QuotaConfig from(ConfigNode node) {
    ConfigNode permits = node.section("permits");
    ConfigNode lanes = node.section("lanes");
    QuotaConfig config =
        new QuotaConfig(
            node.flag("enabled", true),
            node.duration(
                "window", Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofMinutes(10)),
            node.duration("spread", Duration.ofMillis(300), Duration.ZERO, Duration.ofSeconds(30)),
            each(
                Operation.values(),
                it -> permits.number(it.wireName(), it.documentedQuota(), 1, 100_000)),
            each(Lane.values(), it -> LaneConfig.from(lanes.section(it.wireName()), it)),
            node.decimal("local-share", 0.2, 0.01, 1));
    if (config.lane(Lane.CLEANUP).reserve() < config.lane(Lane.REFRESH).reserve()) {
      node.addProblem(
          "lanes.cleanup.reserve", "must not be less than refresh's, which is the upper lane");
    }
    return config;
  }

  private static <K extends Enum<K>, V> Map<K, V> each(K[] keys, Function<K, V> value) {
    return Arrays.stream(keys).collect(Collectors.toMap(Function.identity(), value));
  }

  /** Calls of the operation per window. */
  public int permits(Operation operation) {
    return Objects.requireNonNull(permits.get(operation));
  }

  /** The lane's bounds. */
  public LaneConfig lane(Lane lane) {
    return Objects.requireNonNull(lanes.get(lane));
  }

  /** How long a permit counts. */
  public Duration countedFor() {
    return window.plus(spread);
  }

  /** Calls per window beyond which the lane gets no more: the quota less the reserve. */
  public int limit(Operation operation, Lane lane) {
    return Math.max(1, (int) (permits(operation) * (1 - lane(lane).reserve())));
  }
}
