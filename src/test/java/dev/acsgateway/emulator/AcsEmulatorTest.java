package dev.acsgateway.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acsgateway.emulator.control.Introspection;
import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.emulator.control.Outcome;
import dev.acsgateway.emulator.control.TokenState;
import dev.acsgateway.emulator.state.AcsResource;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AcsEmulatorTest {
  private final RunningEmulator running = new RunningEmulator();
  private final AcsEmulator emulator = running.emulator;

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void servesTheWholeLifeOfAnIdentity() {
    String identity = running.identity();
    AcsResource resource = emulator.controls().resources().getFirst();
    assertThat(identity).matches("8:acs:" + resource.id() + "_[0-9a-f-]{36}");

    String token = running.token(identity);
    Introspection good = emulator.controls().introspect(token);
    assertThat(good.state()).isEqualTo(TokenState.ACTIVE);
    assertThat(good.claims().orElseThrow().identity()).isEqualTo(identity);
    assertThat(good.claims().orElseThrow().scopes()).containsExactly("chat");

    assertThat(running.revoke(identity).status()).isEqualTo(204);
    assertThat(emulator.controls().introspect(token).state()).isEqualTo(TokenState.REVOKED);
    String second = running.token(identity);
    assertThat(emulator.controls().introspect(second).state()).isEqualTo(TokenState.ACTIVE);

    assertThat(running.delete(identity).status()).isEqualTo(204);
    assertThat(emulator.controls().introspect(second).state()).isEqualTo(TokenState.DELETED);
    assertThat(running.issue(identity, "chat").status()).isEqualTo(404);
  }

  @Test
  void countsCallsByOperationAndOutcome() {
    String identity = running.identity();
    running.token(identity);
    running.issue(identity, "nonsense");
    assertThat(emulator.calls().count(Operation.CREATE)).isEqualTo(1);
    assertThat(emulator.calls().count(Operation.ISSUE)).isEqualTo(2);
    assertThat(emulator.calls().count(Operation.ISSUE, Outcome.DONE)).isEqualTo(1);
    assertThat(emulator.calls().count(Operation.ISSUE, Outcome.INVALID)).isEqualTo(1);
    assertThat(emulator.calls().latest()).hasSize(3);
    emulator.calls().reset();
    assertThat(emulator.calls().total()).isZero();
  }

  @Test
  void tellsHowToReachAndTrustIt() throws Exception {
    assertThat(emulator.endpoint().toString())
        .isEqualTo("https://127.0.0.1:" + emulator.port() + "/");
    assertThat(emulator.connectionString())
        .matches("endpoint=https://127.0.0.1:\\d+/;accesskey=[A-Za-z0-9+/]{86}==");
    assertThat(Files.readString(emulator.caFile())).isEqualTo(emulator.caPem());
  }

  @Test
  void saysSoWhenItIsNotDeployed() {
    assertThatThrownBy(() -> new AcsEmulator().port()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void freesItsPortAndFileWhenItIsUndeployed() {
    RunningEmulator other = new RunningEmulator();
    Path file = other.emulator.caFile();
    other.close();
    assertThat(file).doesNotExist();
  }
}
