package dev.acsgateway.emulator.state;

import dev.acsgateway.emulator.token.SeededBytes;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A state that is being read, line by line, beside the one in force. Not safe for several threads
 * at once.
 */
public final class StateLoad {
  private final SeededBytes seed;
  private final StateSink sink;
  private final Consumer<Map<UUID, AcsResource>> target;
  private final Map<UUID, AcsResource> loaded = new LinkedHashMap<>();
  private long lines;

  StateLoad(SeededBytes seed, StateSink sink, Consumer<Map<UUID, AcsResource>> target) {
    this.seed = seed;
    this.sink = sink;
    this.target = target;
  }

  /**
   * Takes one line.
   *
   * @throws IllegalArgumentException naming the line if it is no state line
   */
  public void accept(JsonObject line) {
    lines++;
    try {
      apply(line);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("line " + lines + " is not a state line", e);
    }
  }

  /**
   * Puts what was read in force instead of everything before.
   *
   * @throws IllegalArgumentException if there was nothing
   */
  public void finish() {
    if (loaded.isEmpty()) {
      throw new IllegalArgumentException("a state holds at least one resource");
    }
    target.accept(loaded);
  }

  private void apply(JsonObject line) {
    UUID id = UUID.fromString(line.getString("resource"));
    AcsResource known = loaded.get(id);
    switch (line.getString("type")) {
      case StateLines.RESOURCE -> {
        AccessKey primary = StateLines.key(line, KeySlot.PRIMARY);
        AccessKey secondary = StateLines.key(line, KeySlot.SECONDARY);
        if (known == null) {
          loaded.put(id, new AcsResource(id, primary, secondary, seed, sink));
        } else {
          known.putKey(primary);
          known.putKey(secondary);
        }
      }
      case StateLines.IDENTITY ->
          Objects.requireNonNull(known, "an identity follows its resource")
              .load(UUID.fromString(line.getString("id")), StateLines.identity(line));
      default -> throw new IllegalArgumentException("unknown type");
    }
  }
}
