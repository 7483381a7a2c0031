package dev.acsgateway.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {
  private static final int SAMPLES = 60;

  private static Trend trend(IntToDoubleFunction value) {
    List<Double> values = IntStream.range(0, SAMPLES).mapToDouble(value).boxed().toList();
    return Trend.of("a figure", values, 0.05, 1);
  }

  @Test
  void whatGoesUpAndDownIsFlat() {
    assertThat(trend(i -> 100 + i % 7).isFlat()).isTrue();
  }

  @Test
  void whatFillsAtTheStartIsFlat() {
    assertThat(trend(i -> Math.min(100, 10 * i)).isFlat()).isTrue();
  }

  @Test
  void whatShrinksIsFlat() {
    assertThat(trend(i -> 200 - i).isFlat()).isTrue();
  }

  @Test
  void aSlowLeakIsNot() {
    assertThat(trend(i -> 100 + 0.3 * i).isFlat()).isFalse();
  }

  @Test
  void norAStepThatStays() {
    assertThat(trend(i -> i < 40 ? 100 : 110).isFlat()).isFalse();
  }

  @Test
  void norSpikesThatGetHigher() {
    assertThat(trend(i -> i % 10 == 9 ? 100 + i : 100).isFlat()).isFalse();
  }

  @Test
  void aFewSamplesTellNothing() {
    assertThatThrownBy(() -> Trend.of("a figure", List.of(1.0, 2.0), 0.05, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
