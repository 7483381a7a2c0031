package dev.acsgateway.http.page;

import static io.vertx.core.http.HttpMethod.GET;

import dev.acsgateway.http.Route;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A page with what it loads, all of it from this host. */
public final class Page {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src"
          + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /**
   * No script may make elements of text. Browsers that do not know Trusted Types pass it over (W3C
   * Trusted Types, section 4.2).
   */
  private static final String TEXT_ONLY =
      "; require-trusted-types-for 'script'; trusted-types 'none'";

  private Page() {}

  /**
   * The routes {@code /<name>/}, {@code /<name>/{file}} and from {@code /<name>} to the first, for
   * anyone.
   *
   * @param index where the page itself is on the class path
   * @param loaded where the files are that it loads
   */
  public static List<Route> table(String name, String index, List<String> loaded) {
    return table(POLICY, name, index, loaded);
  }

  /** The same of a page whose scripts may show text as text only. */
  public static List<Route> textOnly(String name, String index, List<String> loaded) {
    return table(POLICY + TEXT_ONLY, name, index, loaded);
  }

  private static List<Route> table(String policy, String name, String index, List<String> loaded) {
    PageHandler handler = new PageHandler(policy, new PageResource(index), resources(loaded));
    return List.of(
        Route.open(GET, "/" + name + "/", handler).reading("If-None-Match").asDownload(),
        Route.open(GET, "/" + name + "/{file}", handler).reading("If-None-Match").asDownload(),
        Route.open(GET, "/" + name, new RedirectHandler(name + "/")));
  }

  private static Map<String, PageResource> resources(List<String> files) {
    return files.stream()
        .collect(
            Collectors.toUnmodifiableMap(
                file -> file.substring(file.lastIndexOf('/') + 1), PageResource::new));
  }
}
