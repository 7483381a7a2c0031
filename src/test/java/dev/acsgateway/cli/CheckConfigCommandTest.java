package dev.acsgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.OperatorSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckConfigCommandTest {
  private static final String CANARY = "c4n4ry-never-print-me";

  @TempDir Path directory;

  @Test
  void saysThatAConfigurationIsValid() throws IOException {
    CommandRun run =
        check(
            """
            acs:
              connection-string: endpoint=https://contoso.communication.azure.com/;accesskey=AAAA
            redis:
              keyset: '%s'
            """
                .formatted(new OperatorSecrets(new SecureRandom()).keyset().value()));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("The configuration is valid: ");
  }

  @Test
  void listsEveryProblemWithItsKeyALineEach() throws IOException {
    CommandRun run =
        check(
            """
            api:
              prot: 8080
              idle-timeout: soon
            redis:
              mode: clustered
              encrypt: false
            """);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .containsExactlyInAnyOrder(
            "The configuration has problems:",
            "  api.prot: is not a known setting; did you mean port?",
            "  api.idle-timeout: 'soon' is not a time span from 1s to 1h, written like 250ms, 30s,"
                + " 15m, 2h or 7d",
            "  acs.connection-string: is missing; give it, or endpoint with access-key, or endpoint"
                + " with credential",
            "  redis.mode: 'clustered' is not standalone, sentinel or cluster");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void showsNoSecretHoweverWrong() throws IOException {
    CommandRun run =
        check(
            """
            acs:
              connection-string: %1$s
              access-key: %1$s
              conection-string: %1$s
            redis:
              url: [%1$s]
              keyset: %1$s
            authentication:
              api-keys:
                - {id: a, hash: %1$s, permissions: ["tokens:issue"]}
              issuers:
                - {issuer: a, audiences: [b], jwks: %1$s}
            """
                .formatted(CANARY));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "acs.connection-string: ",
            "acs.conection-string: ",
            "redis.url: ",
            "redis.keyset: ",
            "authentication.api-keys[0].hash: ",
            "authentication.issuers[0].jwks: ")
        .doesNotContain(CANARY);
  }

  @Test
  void namesAFileThatIsNotThere() {
    CommandRun run = CommandRun.of("check-config", "--config", "absent.yaml");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("absent.yaml: the file does not exist or cannot be read");
  }

  private CommandRun check(String yaml) throws IOException {
    Path file = Files.writeString(directory.resolve("gateway.yaml"), yaml);
    return CommandRun.of("check-config", "--config", file.toString());
  }
}
