package dev.acsgateway.chaos;

import static dev.acsgateway.chaos.HistoryBuilder.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class IdentitiesAddUpTest {
  private final HistoryBuilder history = new HistoryBuilder();
  private final Invariant invariant = new IdentitiesAddUp();
  private final Census clean = new Census(Set.of("a"), Set.of("a"), Set.of(), 0);

  @Test
  void areUsersOrOrphansOrIntents() {
    history.census(new Census(Set.of("a", "b", "c"), Set.of("a"), Set.of("b"), 1), clean);
    assertThat(history.breaches(invariant)).isEmpty();
  }

  @Test
  void mayBeLeftBehindByIntentsThatWereGivenUp() {
    history.census(
        new Census(Set.of("a", "c"), Set.of("a"), Set.of(), 1),
        new Census(Set.of("a", "c"), Set.of("a"), Set.of(), 0));
    assertThat(history.breaches(invariant)).isEmpty();
  }

  @Test
  void mayNotBeUnknown() {
    history.census(new Census(Set.of("a", "b"), Set.of("a"), Set.of(), 0), clean);
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void mayNotBeLostOnceServed() {
    history
        .served(0, 0, ALICE, "t1", "c")
        .census(
            new Census(Set.of("a", "c"), Set.of("a"), Set.of(), 1),
            new Census(Set.of("a", "c"), Set.of("a"), Set.of(), 0));
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void mayNotBeOwnedAndDeleted() {
    history.census(clean, new Census(Set.of(), Set.of("a"), Set.of(), 0));
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void mayNotStayOrphans() {
    history.census(clean, new Census(Set.of("a", "b"), Set.of("a"), Set.of("b"), 0));
    assertThat(history.breaches(invariant)).isNotEmpty();
  }
}
