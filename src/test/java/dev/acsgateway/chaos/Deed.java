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
record Deed(Duration pause, Optional<Integer> node, Verb verb, List<String> users) {
  Deed {
    users = List.copyOf(users);
  }
}
