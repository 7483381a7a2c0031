package dev.acsgateway.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acsgateway.emulator.control.EmulatorControls;
import dev.acsgateway.emulator.control.TokenState;
import dev.acsgateway.emulator.state.AcsResource;
import dev.acsgateway.emulator.state.KeySlot;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateTest {

  private static List<String> keysAndIdentities(long seed) {
    EmulatorControls controls =
        new AcsEmulator(EmulatorOptions.builder().seed(seed).resources(2).build()).controls();
    return controls.resources().stream()
        .flatMap(
            resource ->
                Stream.of(
                    resource.id().toString(),
                    resource.key(KeySlot.PRIMARY).secret(),
                    resource.key(KeySlot.SECONDARY).secret(),
                    resource.create(1).toString(),
                    resource.create(2).toString()))
        .toList();
  }

  @Test
  void givesTheSameIdsAndKeysForTheSameSeed() {
    assertThat(keysAndIdentities(5)).isEqualTo(keysAndIdentities(5)).doesNotHaveDuplicates();
    assertThat(keysAndIdentities(5)).doesNotContainAnyElementsOf(keysAndIdentities(6));
  }

  @Test
  void carriesEverythingOverToAnotherEmulator() {
    try (RunningEmulator from = new RunningEmulator();
        RunningEmulator to = new RunningEmulator()) {
      String live = from.identity();
      String revoked = from.identity();
      String deleted = from.identity();
      String liveToken = from.token(live);
      String revokedToken = from.token(revoked);
      String deletedToken = from.token(deleted);
      from.revoke(revoked);
      from.revoke(revoked);
      from.delete(deleted);
      from.emulator.controls().regenerateKey(from.resource().id(), KeySlot.SECONDARY);

      Answer export = from.control("GET", "state", "");
      assertThat(export.header("content-type")).isEqualTo("application/x-ndjson");
      assertThat(to.control("PUT", "state", export.body().toString()).status()).isEqualTo(200);

      assertThat(to.emulator.controls().exportState().map(JsonObject::encode).sorted())
          .containsExactlyElementsOf(
              from.emulator.controls().exportState().map(JsonObject::encode).sorted().toList());
      assertThat(to.state(liveToken)).isEqualTo(TokenState.ACTIVE);
      assertThat(to.state(revokedToken)).isEqualTo(TokenState.REVOKED);
      assertThat(to.state(deletedToken)).isEqualTo(TokenState.DELETED);
      assertThat(to.issue(live, "chat").status()).isEqualTo(200);
      assertThat(to.identity()).isNotIn(live, revoked, deleted);
    }
  }

  @Test
  void importsAllOrNothing() {
    try (RunningEmulator running = new RunningEmulator()) {
      String identity = running.identity();
      String good = running.control("GET", "state", "").body().toString();
      for (String bad : List.of("", "{}", "nonsense", good + "{\"type\":\"identity\"}\n")) {
        assertThat(running.control("PUT", "state", bad).status()).as(bad).isEqualTo(400);
      }
      assertThat(running.issue(identity, "chat").status()).isEqualTo(200);
    }
  }

  @Test
  void keepsItsStateInAFileThroughASuddenEnd(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("state.ndjson");
    String live;
    String deleted;
    String revokedToken;
    String secondary;
    try (RunningEmulator first = new RunningEmulator(options -> options.stateFile(file))) {
      live = first.identity();
      deleted = first.identity();
      revokedToken = first.token(live);
      first.revoke(live);
      first.delete(deleted);
      UUID resource = first.resource().id();
      secondary = first.emulator.controls().regenerateKey(resource, KeySlot.SECONDARY).secret();
      Path copy = Files.copy(file, folder.resolve("killed.ndjson"));
      Files.writeString(copy, "{\"type\":\"identity\",\"reso", StandardOpenOption.APPEND);

      try (RunningEmulator second = new RunningEmulator(options -> options.stateFile(copy))) {
        assertThat(second.state(revokedToken)).isEqualTo(TokenState.REVOKED);
        assertThat(second.issue(live, "chat").status()).isEqualTo(200);
        assertThat(second.issue(deleted, "chat").status()).isEqualTo(404);
        assertThat(second.resource().key(KeySlot.SECONDARY).secret()).isEqualTo(secondary);
        assertThat(second.identity()).isNotIn(live, deleted);
        assertThat(Files.readAllLines(copy)).as("compacted, and one more").hasSize(4);
      }
    }
  }

  @Test
  void refusesADamagedFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("state.ndjson"), "nonsense\n{}\n");
    assertThatThrownBy(() -> new RunningEmulator(options -> options.stateFile(file)).close())
        .hasStackTraceContaining("state file is damaged");
  }

  @Test
  void holdsAMillionIdentities() {
    AcsEmulator emulator = new AcsEmulator();
    AcsResource resource = emulator.controls().resources().getFirst();
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    long before = runtime.totalMemory() - runtime.freeMemory();
    for (int i = 0; i < 1_000_000; i++) {
      resource.create(i);
    }
    System.gc();
    long bytes = (runtime.totalMemory() - runtime.freeMemory() - before) / 1_000_000;
    System.out.println("Emulator: " + bytes + " bytes of heap for an identity");
    assertThat(resource.size()).isEqualTo(1_000_000);
    assertThat(bytes).isLessThan(300);
  }
}
