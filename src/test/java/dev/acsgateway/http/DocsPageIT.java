package dev.acsgateway.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import dev.acsgateway.browser.HeadlessChromium;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The documentation page in a real browser. */
@Tag("browser")
class DocsPageIT {

  @Test
  void showsEveryOperationAndAsksNoOtherHost() {
    try (RunningEdge edge = new RunningEdge();
        HeadlessChromium browser = HeadlessChromium.launch()) {
      Page page = browser.open("http://127.0.0.1:" + edge.apiPort() + "/docs");

      List<String> documented =
          edge.contract.operations().stream()
              .map(operation -> operation.method() + " " + operation.path())
              .toList();
      Locator shown = page.locator(".opblock");
      assertThat(shown).hasCount(documented.size(), new HasCountOptions().setTimeout(60_000));
      assertThat(shown.all())
          .extracting(DocsPageIT::operation)
          .containsExactlyInAnyOrderElementsOf(documented);

      Locator one = page.locator("#operations-tokens-issueTokens");
      one.locator(".opblock-summary-control").click();
      assertThat(one.locator(".opblock-description")).containsText("spoils none of the others");
      assertThat(one.locator(".responses-table")).containsText("cacheStatus");

      assertThat(browser.hosts()).containsExactly("127.0.0.1");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static String operation(Locator block) {
    String method = block.locator(".opblock-summary-method").textContent().toLowerCase(Locale.ROOT);
    return method + " " + block.locator(".opblock-summary-path").getAttribute("data-path");
  }
}
