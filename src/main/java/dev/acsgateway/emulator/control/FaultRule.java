package dev.acsgateway.emulator.control;

import java.util.Objects;
import java.util.Set;

/**
 * A fault, where it strikes and how often.
 *
 * @param operations where it may strike
 * @param fault what it does
 * @param times how often at most, {@link #FOREVER} for no end
 * @param rate the probability with which it strikes a call, above 0 up to 1
 */
public record FaultRule(Set<Operation> operations, Fault fault, long times, double rate) {
  /** The {@code times} of a rule that never wears off. */
  public static final long FOREVER = Long.MAX_VALUE;

  public FaultRule {
    operations = Set.copyOf(operations);
    Objects.requireNonNull(fault);
    if (operations.isEmpty() || times < 1 || !(rate > 0 && rate <= 1)) {
      throw new IllegalArgumentException("a fault strikes somewhere, sometimes");
    }
  }
}
