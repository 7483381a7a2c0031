package dev.acsgateway.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used. The message lists every problem, a line each. */
public final class InvalidConfiguration extends RuntimeException {
  private final List<Problem> problems;

  /**
   * @param problems at least one
   */
  public InvalidConfiguration(List<Problem> problems) {
    super(
        problems.stream()
            .map(problem -> "  " + problem)
            .collect(Collectors.joining("\n", "The configuration has problems:\n", "")),
        null,
        false,
        false);
    this.problems = List.copyOf(problems);
  }

  /** Every problem found, in the order of the settings. */
  public List<Problem> problems() {
    return problems;
  }
}
