package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.local.EnvironmentFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackIT {
  @TempDir Path directory;

  @Test
  void servesWhatItPrintsRunsTheQuickstartAndStopsWithSigterm() throws Exception {
    try (GatewayJar local =
        GatewayJar.start(
            directory, "local", "--port", "0", "--admin-port", "0", "--emulator-port", "0")) {
      List<String> printed = local.readUntil(line -> line.startsWith("Ready after "));
      assertThat(printed).last().asString().startsWith("Ready after ");

      List<String> curls = printed.stream().filter(line -> line.startsWith("curl ")).toList();
      assertThat(curls).hasSizeGreaterThan(5);
      for (String curl : curls) {
        ShellRun run = ShellRun.bash(directory, curl);
        assertThat(run.exitCode()).as("%s; %s; %s", curl, run.output(), local).isZero();
        assertThat(run.output()).as(curl).startsWith("HTTP/1.1 20");
      }
      theEnvironmentFileIsForItsOwnerOnlyAndHasEveryKey();
      theQuickstartPrintsItsActions();

      assertThat(local.terminate()).isZero();
    }
    assertThat(directory.resolve("target/local/env")).doesNotExist();
    theQuickstartSaysThatNothingRuns();
  }

  private void theEnvironmentFileIsForItsOwnerOnlyAndHasEveryKey() throws Exception {
    Path file = directory.resolve("target/local/env");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Map<String, String> environment = EnvironmentFile.read(file);
    assertThat(environment.keySet())
        .containsExactly(
            "API_URL",
            "ADMIN_URL",
            "BACKEND_KEY",
            "ADMIN_KEY",
            "FRONTEND_JWT",
            "FRONTEND_USER",
            "EMULATOR_URL",
            "EMULATOR_CONNECTION_STRING",
            "EMULATOR_CA",
            "REDIS_URL");
    assertThat(environment.values()).doesNotContain("", "[redacted]").doesNotHaveDuplicates();
  }

  private void theQuickstartPrintsItsActions() throws Exception {
    try (GatewayJar quickstart = GatewayJar.start(directory, "quickstart")) {
      String output = String.join("\n", withoutJvmWarnings(quickstart.readUntil(line -> false)));
      assertThat(quickstart.exitCode()).as(output).isZero();
      assertThat(output)
          .matches(
              """
              Azure Communication Services - Access Tokens Quickstart

              Issued a access token with 'voip' scope for identity with ID: (8:acs:[0-9a-f-]+_[0-9a-f-]+):
              [\\w-]+\\.[\\w-]+\\.[\\w-]+

              Issued a access token with 'chat' scope for identity with ID: \\1:
              [\\w-]+\\.[\\w-]+\\.[\\w-]+

              Successfully revoked all tokens for identity with ID: \\1

              Deleted the identity with ID: \\1""");
    }
  }

  private void theQuickstartSaysThatNothingRuns() throws Exception {
    try (GatewayJar quickstart = GatewayJar.start(directory, "quickstart")) {
      List<String> output = withoutJvmWarnings(quickstart.readUntil(line -> false));
      assertThat(quickstart.exitCode()).isEqualTo(1);
      assertThat(output).singleElement().asString().contains("./scripts/run");
    }
  }

  /** What newer JDKs say of libraries; the scripts pass the flags that silence it. */
  private static List<String> withoutJvmWarnings(List<String> lines) {
    return lines.stream().filter(line -> !line.startsWith("WARNING: ")).toList();
  }
}
