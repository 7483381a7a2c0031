package dev.acsgateway.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** API keys as the commands show them: the id first, then each property on a line of its own. */
final class KeyLines {
  static final String PATH = "/admin/v1/keys";

  private KeyLines() {}

  static String pathOf(String id) {
    return PATH + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  /** The only output with a secret: on a line of its own, so that a script can take it. */
  static void printIssued(PrintWriter out, JsonObject key) {
    out.println(key.getString("key"));
    out.println();
    JsonObject rest = key.copy();
    rest.remove("key");
    print(out, rest);
  }

  static void print(PrintWriter out, JsonObject key) {
    out.println(key.getString("id"));
    key.stream()
        .filter(property -> !property.getKey().equals("id"))
        .filter(property -> !"".equals(property.getValue()))
        .forEach(
            property -> out.println("  " + property.getKey() + ": " + text(property.getValue())));
  }

  private static String text(Object value) {
    return value instanceof JsonArray array
        ? array.stream().map(String::valueOf).collect(Collectors.joining(", "))
        : String.valueOf(value);
  }
}
