package dev.acsgateway.acs;

import dev.acsgateway.quota.Operation;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The breakers of this node, one per operation; every lane's client shares them. */
public final class Breakers {
  private final Map<Operation, Breaker> breakers;

  /** All closed. */
  public Breakers(BreakerConfig config, InstantSource clock) {
    breakers =
        Arrays.stream(Operation.values())
            .collect(
                Collectors.toMap(
                    Function.identity(), it -> new Breaker(it.wireName(), config, clock)));
  }

  Breaker of(Operation operation) {
    return Objects.requireNonNull(breakers.get(operation));
  }

  /** Where the operation's breaker stands. */
  public BreakerState state(Operation operation) {
    return of(operation).state();
  }

  /** Whether ACS did what it was asked lately; nothing counts that nobody has asked for since. */
  public boolean noneFailedLately() {
    return breakers.values().stream().noneMatch(Breaker::failedLately);
  }
}
