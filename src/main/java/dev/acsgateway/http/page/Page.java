package dev.acsgateway.http.page;

import static io.vertx.core.http.HttpMethod.GET;

import dev.acsgateway.http.Route;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page with what it loads, all of it from this host. */
public final class Page {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src"
          + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private Page() {}

  /**
   * The routes {@code /<name>} and {@code /<name>/{file}}, for anyone.
   *
   * @param index where the page itself is on the class path
   * @param loaded where the files are that it loads
   */
  public static List<Route> table(String name, String index, String... loaded) {
    Map<String, PageResource> files =
        Stream.of(loaded)
            .collect(
                Collectors.toUnmodifiableMap(
                    file -> file.substring(file.lastIndexOf('/') + 1), PageResource::new));
    PageHandler handler = new PageHandler(POLICY, new PageResource(index), files);
    return List.of(
        Route.open(GET, "/" + name, handler), Route.open(GET, "/" + name + "/{file}", handler));
  }
}
