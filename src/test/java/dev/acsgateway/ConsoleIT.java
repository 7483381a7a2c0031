package dev.acsgateway;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.acsgateway.authentication.ApiKeyFactory;
import dev.acsgateway.browser.HeadlessChromium;
import dev.acsgateway.redis.TestRedis;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The console in a real browser, on a real node. Leaves screenshots under {@code target/console}.
 */
@Tag("browser")
class ConsoleIT {
  private static final int IDLE = 60;
  private static final double PATIENCE_MILLIS = 120_000;

  /** What a browser says of each answer with this status. */
  private static final String REFUSED = "Failed to load resource: .* status of %d .*";

  private static HeadlessChromium browser;
  private GatewayFixture gateway;
  private Page page;

  @BeforeAll
  static void launch() {
    browser = HeadlessChromium.launch();
  }

  @AfterAll
  static void quit() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void start() {
    gateway = new GatewayFixture();
    gateway.withNode(
        gateway.config().put("cleanup", JsonObject.of("poll-interval", "200ms", "lease", "5s")));
    page = browser.open("http://127.0.0.1:" + gateway.nodes.getFirst().adminPort() + "/console");
  }

  @AfterEach
  void stop() {
    browser.forget();
    gateway.close();
  }

  private String allPowerful() {
    return gateway.allPowerful.key().value();
  }

  /** Without a mouse. */
  private void signIn(String key) {
    page.getByLabel("API key", new Page.GetByLabelOptions().setExact(true)).fill(key);
    page.keyboard().press("Enter");
  }

  private Locator message() {
    return page.locator("#message");
  }

  private Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private Locator labelled(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  private void screenshot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "console", name + ".png"))
            .setFullPage(true)
            .setMask(List.of(page.locator("#secret-value"))));
  }

  private static ContainsTextOptions patiently() {
    return new ContainsTextOptions().setTimeout(PATIENCE_MILLIS);
  }

  private int tokenStatus(String key) {
    return gateway
        .send(
            gateway
                .request(
                    gateway.nodes.getFirst().apiPort(), "POST", "/v1/users/console-user/token", "")
                .header("X-API-Key", key))
        .statusCode();
  }

  private void holdsToItsPolicy() {
    assertThat(browser.hosts()).containsExactly("127.0.0.1");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void anOperatorMakesAKeyCleansUpAndRevokesTheKey() {
    new Population(gateway.emulator, TestRedis.url())
        .add("idle", IDLE, Instant.now().minus(Duration.ofDays(100)));
    screenshot("1-sign-in");
    signIn(allPowerful());
    assertThat(message()).hasText("Signed in.");
    assertThat(page.locator("[data-figure=users]")).hasText("" + IDLE);
    assertThat(page.locator("[data-figure=nodes]")).hasText("1");
    assertThat(page.locator("[data-figure=redis]")).hasText("up");
    assertThat(page.locator("#operations tr")).hasCount(6);
    assertThat(page.locator("#operations")).containsText("500 of 500");

    String key = createKey();
    assertThat(tokenStatus(key)).isEqualTo(200);
    screenshot("3-signed-in");

    cleanUp();

    String id = key.split("_", -1)[1];
    button("Revoke " + id).click();
    confirm("revoke", "Revoke");
    assertThat(message()).hasText("Revoked the key " + id + ".");
    assertThat(tokenStatus(key)).isEqualTo(401);
    assertThat(page.locator("#key-rows")).not().containsText(id);
    assertThat(page.locator("#audit-rows"))
        .containsText(Pattern.compile("key\\.revoke.*cleanup\\.start.*key\\.create"));
    screenshot("7-key-revoked");

    button("Sign out").click();
    assertThat(message()).hasText("Signed out.");
    assertThat(page.locator("#signed-in")).isHidden();
    assertThat(page.locator("#key-rows")).isEmpty();
    holdsToItsPolicy();
  }

  private String createKey() {
    labelled("tokens:issue").check();
    labelled("Description").fill("the shop");
    button("Create key").click();
    String key = shownSecret();
    assertThat(message()).containsText("Created the key ");
    assertThat(page.locator("#secret-value")).hasValue("");
    assertThat(page.locator("#key-rows")).containsText("the shop");
    return key;
  }

  private void cleanUp() {
    labelled("Without a new token for, in days").fill("90");
    labelled("Per second (empty: what the quota allows)").fill("10");
    button("Dry run").click();
    Locator heading = page.locator("#cleanup-run-heading");
    assertThat(heading).containsText(IDLE + " would be deleted", patiently());
    assertThat(page.locator("#cleanup-sample")).containsText("idle-");
    assertThat(page.locator("#cleanup-run .warning"))
        .containsText("also deletes its chat messages");
    assertThat(button("Delete them")).isDisabled();
    screenshot("4-dry-run");

    labelled("The chat history goes with the identities, and that is meant").check();
    button("Delete them").click();
    Locator job = page.locator("#jobs li").first();
    assertThat(job).hasAttribute("data-state", "running");
    assertThat(job).containsText("Idle for 90 days");
    assertThat(job.getByRole(AriaRole.PROGRESSBAR))
        .hasAttribute("value", Pattern.compile("0?\\.\\d+"));
    screenshot("5-running");
    job.getByText("Pause").click();
    assertThat(job).containsText("paused: ", patiently());
    job.getByText("Resume").click();
    assertThat(job).containsText("completed: 60 of 60, 60 deleted, 0 failed", patiently());
    assertThat(job.getByRole(AriaRole.PROGRESSBAR)).hasAttribute("value", "1");
    assertThat(page.locator("[data-figure=users]")).hasText("1");
    assertThat(page.locator("[data-figure=calls]")).hasText(Pattern.compile("[\\d.]+/s"));
    screenshot("6-completed");
  }

  @Test
  void aRotatedKeysFormerSecretCountsForAsLongAsTheOperatorSaid() {
    JsonObject made = made("tokens:issue");
    String former = made.getString("key");
    signIn(allPowerful());

    button("Rotate " + made.getString("id")).click();
    labelled("The old secret goes on counting for, in seconds").fill("3600");
    confirm("rotate", "Rotate");
    String later = shownSecret();
    assertThat(message()).hasText("Rotated the key " + made.getString("id") + ".");
    assertThat(later).isNotEqualTo(former);
    assertThat(tokenStatus(later)).isEqualTo(200);
    assertThat(tokenStatus(former)).isEqualTo(200);

    button("Rotate " + made.getString("id")).click();
    labelled("The old secret goes on counting for, in seconds").fill("0");
    confirm("rotate", "Rotate");
    assertThat(shownSecret()).isNotEqualTo(later);
    assertThat(message()).hasText("Rotated the key " + made.getString("id") + ".");
    assertThat(tokenStatus(later)).isEqualTo(401);
    holdsToItsPolicy();
  }

  @Test
  void aCancelledCleanUpDeletesNoMore() {
    new Population(gateway.emulator, TestRedis.url())
        .add("idle", IDLE, Instant.now().minus(Duration.ofDays(100)));
    gateway.admin(
        "POST",
        "/admin/v1/cleanups",
        new JsonObject()
            .put("olderThan", "P90D")
            .put("ratePerSecond", 2)
            .put("acknowledgeChatDeletion", true)
            .encode());
    signIn(allPowerful());

    Locator job = page.locator("#jobs li").first();
    assertThat(job).hasAttribute("data-state", "running");
    job.getByText("Cancel").click();
    assertThat(job).containsText("cancelled: ", patiently());
    assertThat(job.getByRole(AriaRole.BUTTON)).hasCount(0);
    assertThat(page.locator("[data-figure=users]")).not().hasText("0");
    holdsToItsPolicy();
  }

  @Test
  void theAuditTrailIsReadPageByPage() {
    int records = 30;
    for (int i = 0; i < records; i++) {
      made("tokens:issue");
    }
    signIn(allPowerful());

    assertThat(page.locator("#audit-rows tr")).hasCount(25);
    button("Show older ones").click();
    assertThat(page.locator("#audit-rows tr")).hasCount(records);
    assertThat(button("Show older ones")).isHidden();
    button("Show the newest").click();
    assertThat(page.locator("#audit-rows tr")).hasCount(25);
    holdsToItsPolicy();
  }

  private JsonObject made(String permission) {
    JsonObject wish = new JsonObject().put("permissions", List.of(permission));
    return GatewayFixture.json(gateway.admin("POST", "/admin/v1/keys", wish.encode()));
  }

  /** A key that is shown this once. */
  private String shownSecret() {
    Locator secret = page.locator("#secret-value");
    assertThat(secret).hasValue(Pattern.compile("acsgw_\\w+_\\w{43}_\\w{6}"));
    String value = secret.inputValue();
    screenshot("2-key-shown");
    button("Done").click();
    return value;
  }

  private void confirm(String dialog, String word) {
    page.locator("#" + dialog)
        .getByText(word, new Locator.GetByTextOptions().setExact(true))
        .click();
  }

  @Test
  void aWrongKeyIsRefusedInWords() {
    signIn(new ApiKeyFactory(new SecureRandom()).make("nobody").key().value());
    assertThat(page.locator("#sign-in-problem")).hasText(Pattern.compile("\\S.*"));
    assertThat(page.locator("#signed-in")).isHidden();
    assertThat(browser.complaints()).hasSize(1).allMatch(it -> it.matches(REFUSED.formatted(401)));
    screenshot("wrong-key");
  }

  @Test
  void eachPartSaysWhichPermissionTheKeyLacks() {
    signIn(gateway.reader.key().value());
    for (String part :
        List.of(
            "state ledger:read", "cleanups cleanup:read", "keys keys:manage", "audit audit:read")) {
      String[] words = part.split(" ", -1);
      assertThat(page.locator("#" + words[0] + " > .problem"))
          .hasText("Not with this key. The permission " + words[1] + " is needed.");
      assertThat(page.locator("#" + words[0] + " > .content")).isHidden();
    }
    assertThat(page.locator("[data-figure=redis]")).hasText("up");
    assertThat(browser.complaints()).allMatch(it -> it.matches(REFUSED.formatted(403)));
    screenshot("without-permissions");
  }

  @Test
  void markupInANameIsShownAsText() {
    String markup = "<img src=x onerror=\"document.title='run'\">";
    String user = URLEncoder.encode(markup, StandardCharsets.UTF_8).replace("+", "%20");
    assertThat(gateway.api("POST", "/v1/users/" + user + "/token", "").statusCode()).isEqualTo(200);
    JsonObject key =
        new JsonObject().put("permissions", List.of("tokens:issue")).put("description", markup);
    assertThat(gateway.admin("POST", "/admin/v1/keys", key.encode()).statusCode()).isEqualTo(201);

    signIn(allPowerful());
    assertThat(page.locator("#key-rows")).containsText(markup);
    page.getByText("these users").click();
    labelled("User ids, one a line, at most 1000").fill(markup);
    button("Dry run").click();
    assertThat(page.locator("#cleanup-sample"))
        .hasText(markup, new HasTextOptions().setTimeout(PATIENCE_MILLIS));
    assertThat(page.locator("img")).hasCount(0);
    assertThat(page.title()).isEqualTo("ACS Token Gateway: console");
    screenshot("markup");
    holdsToItsPolicy();
  }

  @Test
  void ratesAndHitRatioAreThoseBetweenTwoReadings() {
    AtomicInteger readings = new AtomicInteger();
    page.route(
        "**/metrics",
        route ->
            route.fulfill(new Route.FulfillOptions().setBody(meters(readings.incrementAndGet()))));
    signIn(allPowerful());
    assertThat(page.locator("[data-figure=hits]")).hasText("75.0 %");
    assertThat(page.locator("[data-figure=tokens]")).hasText(Pattern.compile("\\d+(\\.\\d)?/s"));
    assertThat(page.locator("[data-figure=requests]")).hasText("0.0/s");
    assertThat(page.locator("[data-figure=calls]")).hasText("none yet");
    assertThat(page.locator("[data-figure=redis]")).hasText("down");
    screenshot("rates");
    holdsToItsPolicy();
  }

  /** Of a node that has answered four tokens more at each reading, three of them from a cache. */
  private static String meters(int reading) {
    return """
    # TYPE acsgw_token_answers_total counter
    acsgw_token_answers_total{source="near"} %1$d.0
    acsgw_token_answers_total{source="redis"} %2$d.0
    acsgw_token_answers_total{source="acs"} %1$d.0
    acsgw_token_answers_total{source="failed"} %1$d.0
    acsgw_http_requests_seconds_count{listener="api",route="/v1/token",outcome="2xx"} 7
    acsgw_http_requests_seconds_count{listener="admin",route="/metrics",outcome="2xx"} %1$d
    acsgw_redis_up 0.0
    """
        .formatted(reading, 1000 + 2 * reading);
  }

  @Test
  void theKeyIsNowhereButInMemory() {
    signIn(allPowerful());
    assertThat(message()).hasText("Signed in.");
    String kept =
        page.evaluate(
                "JSON.stringify([location.href, {...localStorage}, {...sessionStorage},"
                    + " document.cookie, history.state,"
                    + " [...document.querySelectorAll('input')].map(each => each.value)])")
            + page.content();
    assertThat(kept).doesNotContain(allPowerful());
    page.reload();
    assertThat(page.locator("#sign-in")).isVisible();
    assertThat(page.locator("#signed-in")).isHidden();
    holdsToItsPolicy();
  }

  @Test
  void whoeverLosesTheirKeyIsSignedOut() {
    JsonObject made = made("ledger:read");
    signIn(made.getString("key"));
    assertThat(page.locator("[data-figure=nodes]")).hasText("1");
    gateway.admin("DELETE", "/admin/v1/keys/" + made.getString("id"), "");
    assertThat(message()).containsText("Signed out: ", patiently());
    assertThat(page.locator("#signed-in")).isHidden();
  }

  @Test
  void everythingThatCanBeUsedHasANameAndIsReachedByTheKeyboard() {
    signIn(allPowerful());
    assertThat(page.locator("#key-rows tr")).not().hasCount(0);
    Object nameless =
        page.evaluate(
            "[...document.querySelectorAll('input, textarea, button, progress, meter, dialog,"
                + " section')].filter(each => !(each.labels?.length || each.ariaLabel ||"
                + " each.getAttribute('aria-labelledby') || each.matches('button') &&"
                + " each.textContent.trim())).map(each => each.outerHTML)");
    assertThat((List<?>) nameless).isEmpty();
    assertThat(page.evaluate("document.activeElement.id")).isEqualTo("traffic-heading");
    Locator dryRun = button("Dry run");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              page.keyboard().press("Tab");
              return dryRun.evaluate("it => it === document.activeElement").equals(true);
            });
    holdsToItsPolicy();
  }
}
