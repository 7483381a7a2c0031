package dev.acsgateway.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.javascript.NodeProject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The unmodified JavaScript SDK against the emulator, where Node and npm are there. */
class JsSdkIT {
  @Test
  void servesTheUnmodifiedJavaScriptSdk() throws Exception {
    NodeProject scripts = NodeProject.install();
    try (RunningEmulator running = new RunningEmulator()) {
      Map<String, String> environment =
          Map.of(
              "CONNECTION_STRING", running.emulator.connectionString(),
              "NODE_EXTRA_CA_CERTS", running.emulator.caFile().toString());
      assertThat(scripts.run("emulator-suite.js", environment)).isZero();
    }
  }
}
