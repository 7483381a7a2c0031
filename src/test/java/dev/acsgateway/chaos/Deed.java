package dev.acsgateway.chaos;

import java.time.Duration;
import java.util.List;

/**
 * What a client does next.
 *
 * @param pause how long it waits before
 * @param users whom it is about; empty for a rotation, and for clean-up of whoever is found
 */
record Deed(Duration pause, int node, Verb verb, List<String> users) {
  Deed {
    users = List.copyOf(users);
  }
}
