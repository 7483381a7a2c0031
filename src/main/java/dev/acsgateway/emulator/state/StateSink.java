package dev.acsgateway.emulator.state;

import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;

/** Where state changes go before they count. Called by any thread. */
public interface StateSink {

  /** Takes one change as a state line; returns once the change outlives this process. */
  void append(JsonObject line);

  /** Takes a whole state that replaces everything appended before. */
  void replace(Stream<JsonObject> lines);

  /** Forgets every change. */
  static StateSink none() {
    return new StateSink() {
      @Override
      public void append(JsonObject line) {}

      @Override
      public void replace(Stream<JsonObject> lines) {}
    };
  }
}
