package dev.acsgateway.emulator.control;

import dev.acsgateway.emulator.token.SeededBytes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** The faults that strike calls; of several rules for a call the oldest that strikes counts. */
public final class Faults {
  private final List<FaultRule> rules = new ArrayList<>();
  private final SplittableRandom random;

  public Faults(SeededBytes seed) {
    random = new SplittableRandom(seed.seed());
  }

  /** Adds a rule behind those there are. */
  public synchronized void add(FaultRule rule) {
    rules.add(rule);
  }

  /** Spoils the next {@code times} calls of an operation. */
  public void next(Operation operation, Fault fault, int times) {
    add(new FaultRule(Set.of(operation), fault, times, 1));
  }

  /** Spoils each call of an operation with probability {@code rate}, until {@link #clear()}. */
  public void rate(Operation operation, Fault fault, double rate) {
    add(new FaultRule(Set.of(operation), fault, FaultRule.FOREVER, rate));
  }

  /** Spoils every call until {@link #clear()}: ACS is down. */
  public void always(Fault fault) {
    add(new FaultRule(EnumSet.allOf(Operation.class), fault, FaultRule.FOREVER, 1));
  }

  /** Drops every rule. */
  public synchronized void clear() {
    rules.clear();
  }

  /** The rules in force, with what is left of their times. */
  public synchronized List<FaultRule> rules() {
    return List.copyOf(rules);
  }

  /** What strikes this call, if anything; wears the rule off. */
  public synchronized Optional<Fault> draw(Operation operation) {
    for (int i = 0; i < rules.size(); i++) {
      FaultRule rule = rules.get(i);
      if (rule.operations().contains(operation) && random.nextDouble() < rule.rate()) {
        wearOff(i, rule);
        return Optional.of(rule.fault());
      }
    }
    return Optional.empty();
  }

  private void wearOff(int index, FaultRule rule) {
    if (rule.times() == 1) {
      rules.remove(index);
    } else if (rule.times() != FaultRule.FOREVER) {
      rules.set(
          index, new FaultRule(rule.operations(), rule.fault(), rule.times() - 1, rule.rate()));
    }
  }
}
