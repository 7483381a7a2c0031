package dev.acsgateway.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The Chromium of this machine, without a window; notes whom its pages ask, and what they say. */
public final class HeadlessChromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  /** As root in a container, and without asking its maker's hosts for anything. */
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;
  private final Set<String> hosts = new ConcurrentSkipListSet<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private HeadlessChromium(Path executable) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(ARGUMENTS));
  }

  /** Starts it; says so and aborts the test where there is none. */
  public static HeadlessChromium launch() {
    return new HeadlessChromium(installed().orElseGet(HeadlessChromium::abort));
  }

  private static Optional<Path> installed() {
    Stream<String> folders =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1));
    return folders
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Path abort() {
    String text = "Browser tests: not run (no Chromium found)";
    System.out.println(text);
    return Assumptions.abort(text);
  }

  /** Closes all pages and forgets what they did, so that another test can begin. */
  public void forget() {
    List.copyOf(browser.contexts()).forEach(BrowserContext::close);
    hosts.clear();
    complaints.clear();
  }

  /** Opens a page in a profile of its own. */
  public Page open(String url) {
    Page page = browser.newContext().newPage();
    page.setDefaultTimeout(60_000);
    page.onRequest(request -> note(URI.create(request.url())));
    page.onConsoleMessage(this::note);
    page.onPageError(complaints::add);
    page.navigate(url);
    return page;
  }

  /** A {@code data:} URL asks nobody. */
  private void note(URI asked) {
    if (asked.getHost() != null) {
      hosts.add(asked.getHost());
    }
  }

  private void note(ConsoleMessage message) {
    if (message.type().equals("error") || message.type().equals("warning")) {
      complaints.add(message.text());
    }
  }

  /** Every host that a page has asked for something. */
  public Set<String> hosts() {
    return hosts;
  }

  /** Errors and warnings, what a content security policy forbade among them. */
  public List<String> complaints() {
    return complaints;
  }

  @Override
  public void close() {
    playwright.close();
  }
}
