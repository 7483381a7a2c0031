package dev.acsgateway.http.page;

import dev.acsgateway.http.Route;
import java.util.List;

/**
 * The console of an operator: the admin routes in a browser. The page holds no data and is for
 * anyone; what it shows comes from the admin routes, with the key that its user types in.
 */
public final class ConsolePage {
  private static final String OWN = "/pages/console/";
  private static final List<String> LOADED =
      List.of(
          "admin.js",
          "audit.js",
          "cleanup-form.js",
          "console.css",
          "console.js",
          "dialog.js",
          "dom.js",
          "events.js",
          "format.js",
          "job-row.js",
          "job.js",
          "jobs.js",
          "key-form.js",
          "keys.js",
          "message.js",
          "prometheus.js",
          "rates.js",
          "repeat.js",
          "section.js",
          "state.js",
          "traffic.js");

  private ConsolePage() {}

  /** The routes of the page. */
  public static List<Route> table() {
    return Page.textOnly(
        "console", OWN + "index.html", LOADED.stream().map(file -> OWN + file).toList());
  }
}
