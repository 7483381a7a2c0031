package dev.acsgateway.chaos;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An invariant that did not hold.
 *
 * @param what in words
 * @param shown by this part of the history
 */
record Violation(String what, List<Operation> shown) {
  Violation {
    shown = List.copyOf(shown);
  }

  static Violation of(String what, Operation... shown) {
    return new Violation(what, List.of(shown));
  }

  @Override
  public String toString() {
    return shown.stream().map(each -> "\n    " + each).collect(Collectors.joining("", what, ""));
  }
}
