package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShutdownSequenceTest {
  private final List<String> stopped = new ArrayList<>();
  private final ShutdownSequence teardown = new ShutdownSequence();

  @Test
  void stopsInReverseOrderAndOnce() {
    teardown.add("first", () -> stopped.add("first"));
    teardown.add("second", () -> stopped.add("second"));

    teardown.run();
    teardown.run();

    assertThat(stopped).containsExactly("second", "first");
  }

  @Test
  void stopsTheRestWhenOneCannotBeStopped() {
    teardown.add("first", () -> stopped.add("first"));
    teardown.add(
        "second",
        () -> {
          throw new IllegalArgumentException("stuck");
        });

    teardown.run();

    assertThat(stopped).containsExactly("first");
  }

  @Test
  void stopsAtOnceWhatCameUpTooLate() {
    teardown.run();

    assertThatIllegalStateException()
        .isThrownBy(() -> teardown.add("late", () -> stopped.add("late")));
    assertThat(stopped).containsExactly("late");
  }
}
