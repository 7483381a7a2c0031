package dev.acsgateway;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.acsgateway.browser.HeadlessChromium;
import dev.acsgateway.local.LocalEnvironment;
import dev.acsgateway.local.LocalOptions;
import dev.acsgateway.local.LocalStack;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo page of local mode in a real browser, with Microsoft's own credential inside. */
@Tag("browser")
class DemoIT {
  private static final String JWT = "[\\w-]+\\.[\\w-]+\\.[\\w-]+";

  @TempDir Path directory;
  private HeadlessChromium browser;
  private LocalStack stack;
  private LocalEnvironment local;
  private Page page;

  @BeforeEach
  void start() throws Exception {
    browser = HeadlessChromium.launch();
    stack = new LocalStack(LocalOptions.anywhere(directory));
    local = stack.start();
    page = browser.open(local.api() + "/demo");
  }

  @AfterEach
  void stop() {
    if (stack != null) {
      stack.close();
      browser.close();
    }
  }

  private void signInAs(String user) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(user)).click();
    assertThat(status()).hasText("Signed in as " + user.toLowerCase(Locale.ROOT) + ".");
  }

  private Locator status() {
    return page.getByRole(AriaRole.STATUS);
  }

  private String value() {
    return page.locator("#value").inputValue();
  }

  private String identity() {
    return page.locator("#identity").textContent();
  }

  @Test
  void eachUserSignsInAndGetsATokenOfTheirOwn() {
    signInAs("Alice");
    String alices = value();
    String alicesIdentity = identity();
    assertThat(alices).matches(JWT);
    assertThat(alicesIdentity).startsWith("8:acs:");
    assertThat(page.locator("#left")).hasText(Pattern.compile("(24:00:00|23:59:\\d\\d)"));

    signInAs("Bob");
    assertThat(value()).matches(JWT).isNotEqualTo(alices);
    assertThat(identity()).startsWith("8:acs:").isNotEqualTo(alicesIdentity);

    signInAs("Alice");
    assertThat(value()).as("from the cache").isEqualTo(alices);

    page.getByText("Sign out").click();
    assertThat(status()).hasText("Nobody is signed in.");
    assertThat(page.locator("#token")).isHidden();
    assertThat(browser.hosts()).containsExactly("127.0.0.1");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theCredentialRefreshesTheTokenAheadOfNeed() {
    letTokensLiveFor(Duration.ofMinutes(10).plusSeconds(4));

    signInAs("Carol");
    String first = value();

    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> Integer.parseInt(page.locator("#refreshes").textContent()) >= 1);
    assertThat(status()).hasText("Refreshed the token of carol.");
    assertThat(value()).matches(JWT).isNotEqualTo(first);
    assertThat(browser.complaints()).isEmpty();
  }

  /** ACS issues tokens for a day; so its clock is put back by as much as they are to lack. */
  private void letTokensLiveFor(Duration life) {
    Vertx vertx = Vertx.vertx();
    HttpClient emulator =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setSsl(true)
                .setTrustOptions(
                    new PemTrustOptions().addCertPath(local.emulatorCertificate().toString()))
                .setDefaultHost(local.emulator().getHost())
                .setDefaultPort(local.emulator().getPort()));
    String advance = life.minus(Duration.ofDays(1)).toString();
    int status =
        GatewayFixture.await(
            emulator
                .request(HttpMethod.PUT, "/_emulator/clock")
                .compose(put -> put.send(JsonObject.of("advance", advance).toBuffer()))
                .map(HttpClientResponse::statusCode));
    assertThat(status).isEqualTo(200);
    GatewayFixture.await(emulator.close().eventually(vertx::close));
  }
}
