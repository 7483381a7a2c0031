package dev.acsgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayCommandTest {
  @Test
  void listsItsCommands() {
    CommandRun run = CommandRun.of("--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("emulator", "quickstart", "local", "serve", "check-config", "keys", "ledger");
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "emulator",
        "quickstart",
        "local",
        "serve",
        "health",
        "check-config",
        "keys",
        "ledger",
        "cleanup"
      })
  void explainsEveryCommand(String command) {
    CommandRun run = CommandRun.of(command, "--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Usage: acs-token-gateway " + command, "--help");
  }

  @Test
  void tellsItsVersion() {
    assertThat(CommandRun.of("--version").out()).startsWith("acs-token-gateway ");
  }

  @Test
  void wantsACommand() {
    CommandRun run = CommandRun.of();
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("Missing required subcommand");
  }

  @ParameterizedTest
  @ValueSource(strings = {"70000", "-1", "https"})
  void refusesWhatIsNoPort(String port) {
    CommandRun run = CommandRun.of("emulator", "--port", port);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'" + port + "' is not a port from 0 to 65535");
  }

  @Test
  void saysWhichOptionMovesItAwayFromATakenPort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CommandRun run = CommandRun.of("emulator", "--port", "" + taken.getLocalPort());
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err())
          .isEqualTo(
              "Port %d is taken; choose another with --port, or 0 for any%n"
                  .formatted(taken.getLocalPort()));
    }
  }
}
