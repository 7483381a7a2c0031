package dev.acsgateway.http.demo;

import static io.vertx.core.http.HttpMethod.POST;

import dev.acsgateway.config.Secret;
import dev.acsgateway.http.Route;
import dev.acsgateway.http.page.Page;
import dev.acsgateway.identity.UserId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The demo page, and the sign-in of its users. */
public final class DemoRoutes {
  /** Whom anyone may sign in as; the page has a button for each. */
  public static final List<String> USERS = List.of("alice", "bob", "carol");

  private static final String OWN = "/pages/demo/";

  private DemoRoutes() {}

  /**
   * The routes.
   *
   * @param signIn makes a JWT that the gateway accepts; is asked for the demo's users only
   */
  public static List<Route> table(Function<UserId, Secret> signIn) {
    Map<String, UserId> users =
        USERS.stream().collect(Collectors.toUnmodifiableMap(name -> name, UserId::new));
    return Stream.concat(
            Page.table(
                "demo",
                OWN + "index.html",
                List.of(
                    OWN + "demo.css",
                    OWN + "demo.js",
                    OWN + "communication-common.js",
                    OWN + "communication-common.LICENSE.txt"))
                .stream(),
            Stream.of(Route.open(POST, "/demo/sign-in", new SignInHandler(users, signIn))))
        .toList();
  }
}
