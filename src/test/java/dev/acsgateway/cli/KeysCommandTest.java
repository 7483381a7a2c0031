package dev.acsgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysCommandTest {
  @TempDir Path directory;

  @Test
  void printsAKeyAndWhatTheConfigurationTakes() throws IOException {
    CommandRun key =
        CommandRun.of(
            "keys", "generate", "--id", "backend", "--permissions", "tokens:issue,users:read");
    List<String> lines = key.out().lines().toList();
    assertThat(lines.getFirst()).matches("acsgw_backend_\\w{43}_\\w{6}");
    CommandRun keyset = CommandRun.of("keys", "keyset");
    Path keysetFile = Files.writeString(directory.resolve("keyset"), keyset.out());

    Path configuration =
        Files.writeString(
            directory.resolve("gateway.yaml"),
            """
            acs:
              connection-string: endpoint=https://contoso.communication.azure.com/;accesskey=AAAA
            redis:
              keyset-file: %s
            authentication:
              api-keys:
            %s
            """
                .formatted(keysetFile, String.join("\n", lines.subList(2, lines.size()))));
    CommandRun check = CommandRun.of("check-config", "--config", configuration.toString());
    assertThat(check.err()).isEmpty();
    assertThat(check.exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"a_b, tokens:issue, A key id has", "a, tokens:steal, unknown permission"})
  void refusesWhatTheConfigurationWouldNotTake(String id, String permission, String because) {
    CommandRun run = CommandRun.of("keys", "generate", "--id", id, "--permissions", permission);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith(because).hasLineCount(1);
  }
}
