package dev.acsgateway.emulator.rest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a request leads.
 *
 * @param method what it calls
 * @param identity the decoded id in its path, empty for methods without one
 */
record Route(ApiMethod method, String identity) {

  /** The route of a verb and a raw path; Java's bare {@code :} and JS's {@code %3A} are one. */
  static Optional<Route> of(String verb, String rawPath) {
    List<String> path = segments(rawPath);
    return Arrays.stream(ApiMethod.values())
        .filter(method -> method.verb().equals(verb) && matches(method, path))
        .map(method -> new Route(method, path.size() > 1 ? path.get(1) : ""))
        .findFirst();
  }

  /** The verbs that a raw path answers to; empty if there is nothing at it. */
  static List<String> verbs(String rawPath) {
    List<String> path = segments(rawPath);
    return Arrays.stream(ApiMethod.values())
        .filter(method -> matches(method, path))
        .map(ApiMethod::verb)
        .distinct()
        .toList();
  }

  private static boolean matches(ApiMethod method, List<String> path) {
    String[] template = method.template().split("/", -1);
    if (template.length != path.size()) {
      return false;
    }
    for (int i = 0; i < template.length; i++) {
      boolean any = template[i].equals("{id}") && !path.get(i).isEmpty();
      if (!any && !template[i].equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> segments(String rawPath) {
    String path = rawPath.startsWith("/") ? rawPath.substring(1) : rawPath;
    return Arrays.stream(path.split("/", -1)).map(Route::decoded).toList();
  }

  private static String decoded(String segment) {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return segment;
    }
  }
}
