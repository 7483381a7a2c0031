package dev.acsgateway.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a client does next.
 *
 * @param pause how long it waits before
 * @param node this very one; empty for whichever the balancer leads to
 * @param users whom it is about; empty for a rotation, for clean-up of whoever is found, and for
 *     what is said to a job: that is the newest one
 */
record PlannedOperation(
    Duration pause, Optional<Integer> node, OperationType verb, List<String> users) {
  PlannedOperation {
    users = List.copyOf(users);
  }
}
