package dev.acsgateway.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One wrong request and what is answered. */
record Wrong(
    String what,
    String method,
    String path,
    Optional<String> body,
    List<String> headers,
    int status,
    String problem,
    String field) {

  Wrong(String what, String method, String path, int status, String problem) {
    this(what, method, path, Optional.empty(), List.of(), status, problem, "");
  }

  Wrong with(String header, String value) {
    List<String> all = new ArrayList<>(headers);
    all.addAll(List.of(header, value));
    return new Wrong(what, method, path, body, all, status, problem, field);
  }

  Wrong withBody(String text) {
    return new Wrong(what, method, path, Optional.of(text), headers, status, problem, field);
  }

  Wrong naming(String name) {
    return new Wrong(what, method, path, body, headers, status, problem, name);
  }

  @Override
  public String toString() {
    return what;
  }
}
