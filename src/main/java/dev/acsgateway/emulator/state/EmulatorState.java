package dev.acsgateway.emulator.state;

import dev.acsgateway.emulator.token.SeededBytes;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Every resource that one emulator hosts. */
public final class EmulatorState {
  private static final int FIRST_SERIAL = 101;

  private final SeededBytes seed;
  private final StateSink sink;
  private volatile Map<UUID, AcsResource> resources;

  /**
   * Makes {@code count} empty resources, with the guids and keys that belong to the seed.
   *
   * @param sink hears of every later change, before it counts
   */
  public EmulatorState(SeededBytes seed, int count, StateSink sink) {
    this.seed = seed;
    this.sink = sink;
    Map<UUID, AcsResource> made = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      UUID id = seed.uuid("resource", i);
      made.put(
          id,
          new AcsResource(
              id,
              newKey(id, KeySlot.PRIMARY, FIRST_SERIAL + 2 * i),
              newKey(id, KeySlot.SECONDARY, FIRST_SERIAL + 2 * i + 1),
              seed,
              sink));
    }
    resources = made;
  }

  /** The resources in the order they were made. */
  public List<AcsResource> resources() {
    return List.copyOf(resources.values());
  }

  /** The resource of that guid. */
  public Optional<AcsResource> resource(UUID id) {
    return Optional.ofNullable(resources.get(id));
  }

  /**
   * Replaces one access key of a resource; the old one, and every token made with it, is invalid
   * once this returns.
   */
  public synchronized AccessKey regenerateKey(AcsResource resource, KeySlot slot) {
    int serial =
        resources.values().stream()
            .flatMap(each -> Stream.of(each.key(KeySlot.PRIMARY), each.key(KeySlot.SECONDARY)))
            .mapToInt(AccessKey::serial)
            .max()
            .orElse(FIRST_SERIAL);
    AccessKey key = newKey(resource.id(), slot, serial + 1);
    resource.putKey(key);
    sink.append(StateLines.resource(resource));
    return key;
  }

  /** The whole state as lines of JSON, made as they are read; see {@link StateLoad}. */
  public Stream<JsonObject> export() {
    return resources.values().stream()
        .flatMap(
            resource ->
                Stream.concat(
                    Stream.of(StateLines.resource(resource)),
                    resource
                        .identities()
                        .map(
                            each ->
                                StateLines.identity(
                                    resource.id(), each.getKey(), each.getValue()))));
  }

  /**
   * Starts reading another state; it replaces this one as a whole once it is finished. Changes made
   * meanwhile to the old one are lost with it.
   */
  public StateLoad load() {
    return new StateLoad(
        seed,
        sink,
        loaded -> {
          resources = loaded;
          sink.replace(export());
        });
  }

  /** 64 bytes, as ACS's own keys are. */
  private AccessKey newKey(UUID resource, KeySlot slot, int serial) {
    byte[] secret = seed.block("key " + resource + ' ' + slot, serial);
    return new AccessKey(slot, serial, Base64.getEncoder().encodeToString(secret));
  }
}
