package dev.acsgateway.emulator.control;

import dev.acsgateway.emulator.state.AccessKey;
import dev.acsgateway.emulator.state.AcsResource;
import dev.acsgateway.emulator.state.EmulatorState;
import dev.acsgateway.emulator.state.KeySlot;
import dev.acsgateway.emulator.state.StateLoad;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Everything that can be turned and read on one emulator. For use by any thread; what belongs to
 * one concern is one component.
 *
 * @param clock the emulator's time
 * @param quotas limits and 429
 * @param latency delays by operation
 * @param faults spoiled calls
 * @param calls counters and log
 * @param tokenPolicy slow revocation, encrypted-looking tokens
 * @param teamsUsers Entra tokens for the Teams exchange
 * @param inspector tells which tokens are good
 * @param state resources, keys and identities
 */
public record EmulatorControls(
    EmulatorClock clock,
    Quotas quotas,
    Latencies latency,
    Faults faults,
    Calls calls,
    TokenPolicy tokenPolicy,
    TeamsUserTokens teamsUsers,
    TokenInspector inspector,
    EmulatorState state) {

  /** What the emulator knows of a token at its clock's time. */
  public Introspection introspect(String token) {
    return inspector.introspect(token);
  }

  /** The hosted resources; the first is the one that the connection string names. */
  public List<AcsResource> resources() {
    return state.resources();
  }

  /**
   * Replaces an access key; the tokens made with the old one are invalid at once.
   *
   * @throws IllegalArgumentException if no such resource is hosted
   */
  public AccessKey regenerateKey(UUID resource, KeySlot slot) {
    return state.regenerateKey(
        state
            .resource(resource)
            .orElseThrow(() -> new IllegalArgumentException("no resource " + resource)),
        slot);
  }

  /** The whole state as JSON lines, made while they are read. */
  public Stream<JsonObject> exportState() {
    return state.export();
  }

  /**
   * Replaces the whole state by an exported one. Tokens stay good if both emulators have one seed.
   *
   * @throws IllegalArgumentException naming the first bad line; nothing is replaced then
   */
  public void importState(Stream<JsonObject> lines) {
    StateLoad load = state.load();
    lines.forEach(load::accept);
    load.finish();
  }
}
