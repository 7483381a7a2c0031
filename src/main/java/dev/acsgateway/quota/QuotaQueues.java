package dev.acsgateway.quota;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** This node's queues: one per operation and lane, all lanes' clients share them. */
final class QuotaQueues {
  private final Map<Operation, Map<Lane, QuotaQueue>> queues = new EnumMap<>(Operation.class);

  QuotaQueues(
      Vertx vertx,
      QuotaGovernor governor,
      QuotaConfig config,
      InstantSource clock,
      QuotaRefusals refusals) {
    for (Operation operation : Operation.values()) {
      Map<Lane, QuotaQueue> lanes = new EnumMap<>(Lane.class);
      for (Lane lane : Lane.values()) {
        lanes.put(
            lane,
            new QuotaQueue(
                vertx,
                governor,
                operation,
                lane,
                config.lane(lane),
                config.spread(),
                clock,
                refusals));
      }
      queues.put(operation, lanes);
    }
  }

  /** Where calls of the operation wait in the lane. */
  QuotaQueue of(Operation operation, Lane lane) {
    return Objects.requireNonNull(Objects.requireNonNull(queues.get(operation)).get(lane));
  }
}
