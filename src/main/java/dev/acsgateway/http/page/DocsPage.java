package dev.acsgateway.http.page;

import dev.acsgateway.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** The documentation of the API: swagger-ui, shown the contract that this node serves. */
public final class DocsPage {
  private static final String OWN = "/pages/docs/";
  private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/";
  private static final String VERSION = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

  private DocsPage() {}

  /** The routes of the page. */
  public static List<Route> table() {
    String webjar = WEBJAR + version() + "/";
    return Page.table(
        "docs",
        OWN + "index.html",
        List.of(
            OWN + "docs.css",
            OWN + "docs.js",
            webjar + "favicon-32x32.png",
            webjar + "swagger-ui.css",
            webjar + "swagger-ui-bundle.js"));
  }

  private static String version() {
    try (InputStream file =
        Objects.requireNonNull(DocsPage.class.getResourceAsStream(VERSION), VERSION)) {
      Properties properties = new Properties();
      properties.load(file);
      return Objects.requireNonNull(properties.getProperty("version"), VERSION);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
