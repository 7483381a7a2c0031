package dev.acsgateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PromQlTest {

  @Test
  void tellsMetricsFromFunctionsKeywordsAndLabels() {
    PromQl query =
        new PromQl(
            "sum by (le, a) (rate(x_bucket{b=~\"y|z\", c!='(w'}[5m])) / on (d) group_left"
                + " sum(v_total offset 1h) > 0.5 and absent(u == 1e3)");

    assertThat(query.metrics()).containsExactly("u", "v_total", "x_bucket");
    assertThat(query.labels()).contains("a", "b", "c", "d", "le");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sum(x", "sum(x))", "rate(x{a=\"b\")}", "x ? y", "", "1 + 1"})
  void refusesWhatIsNoQuery(String text) {
    assertThatThrownBy(() -> new PromQl(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
