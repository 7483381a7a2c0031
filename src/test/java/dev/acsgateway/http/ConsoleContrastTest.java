package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console's colours: WCAG 2.2, success criteria 1.4.3 (text) and 1.4.11 (lines), level AA. */
final class ConsoleContrastTest {
  private static final Path STYLE =
      Path.of("src", "main", "resources", "pages", "console", "console.css");
  private static final Pattern COLOUR = Pattern.compile("--(\\w+): #([0-9a-f]{6});");

  @ParameterizedTest
  @CsvSource({
    "text, 4.5",
    "soft, 4.5",
    "accent, 4.5",
    "error, 4.5",
    "line, 3.0",
  })
  void canBeReadOnBothGroundsByDayAndByNight(String colour, double least) throws IOException {
    String[] schemes = Files.readString(STYLE).split("prefers-color-scheme: dark", -1);
    assertThat(schemes).hasSize(2);
    for (String scheme : schemes) {
      ToDoubleFunction<String> luminance = luminances(scheme);
      assertThat(contrast(luminance.applyAsDouble(colour), luminance.applyAsDouble("ground")))
          .isGreaterThanOrEqualTo(least);
      assertThat(contrast(luminance.applyAsDouble(colour), luminance.applyAsDouble("raised")))
          .isGreaterThanOrEqualTo(least);
    }
  }

  private static ToDoubleFunction<String> luminances(String scheme) {
    Map<String, Double> known =
        COLOUR
            .matcher(scheme)
            .results()
            .collect(
                Collectors.toMap(
                    (MatchResult found) -> found.group(1), found -> luminance(found.group(2))));
    return name -> Objects.requireNonNull(known.get(name), name);
  }

  private static double luminance(String hex) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    return IntStream.range(0, weights.length)
        .mapToDouble(i -> weights[i] * linear(Integer.parseInt(hex, 2 * i, 2 * i + 2, 16) / 255.0))
        .sum();
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }

  private static double contrast(double one, double other) {
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }
}
