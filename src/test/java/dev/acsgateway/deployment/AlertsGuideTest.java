package dev.acsgateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever is woken by an alert finds in the guide what to do. */
class AlertsGuideTest {

  @Test
  void theGuideSaysWhatToDoAboutEveryAlertAndNoOther() throws IOException {
    String alerts = Files.readString(Path.of("conf", "prometheus", "alerts.yaml"));
    String guide = Files.readString(Path.of("conf", "OPERATIONS.md"));
    String table = guide.split("\\| alert \\|", 2)[1].split("\n\n", 2)[0];

    Set<String> defined = found("(?m)^ +- alert: (\\w+)$", alerts);
    assertThat(defined).hasSizeGreaterThan(10);
    assertThat(found("`([A-Z][a-z]\\w+)`", table)).isEqualTo(defined);
  }

  private static Set<String> found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }
}
