package dev.acsgateway.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was asked of the fakes behind the HTTP listeners. */
final class Calls {
  private final List<String> made = new CopyOnWriteArrayList<>();

  void note(String call) {
    made.add(call);
  }

  List<String> made() {
    return List.copyOf(made);
  }

  void forget() {
    made.clear();
  }
}
