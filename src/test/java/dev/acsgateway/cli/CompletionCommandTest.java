package dev.acsgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.ShellRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script for shells, in a real bash. */
class CompletionCommandTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "cle, cleanup",
    "cleanup pau, pause",
    "keys rot, rotate",
    "keys create --perm, --permissions",
    "stats --js, --json",
    "completion z, zsh",
  })
  void bashCompletes(String typed, String completed) throws Exception {
    Files.writeString(directory.resolve("script"), CommandRun.of("completion", "bash").out());
    ShellRun run =
        ShellRun.bash(
            directory,
            """
            set -e
            compopt() { :; }  # works only while somebody types
            source ./script
            function=$(complete -p acs-token-gateway | sed 's/.* -F \\([^ ]*\\) .*/\\1/')
            COMP_WORDS=(acs-token-gateway %s)
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            "$function" acs-token-gateway "${COMP_WORDS[$COMP_CWORD]}" ""
            printf 'completed: %%s\\n' "${COMPREPLY[@]}"
            """
                .formatted(typed));
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output().strip()).isEqualTo("completed: " + completed);
  }

  @Test
  void oneScriptIsForBothShells() {
    assertThat(CommandRun.of("completion", "zsh")).isEqualTo(CommandRun.of("completion", "bash"));
    assertThat(CommandRun.of("completion", "fish").exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("completion").exitCode()).isEqualTo(2);
  }
}
