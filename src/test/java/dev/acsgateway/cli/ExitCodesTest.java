package dev.acsgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every command, and every command below one: what it says of itself, and what it ends with. */
class ExitCodesTest {

  /** The words that name each command, joined by blanks. */
  static Stream<String> commands() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return below(GatewayCommand.commandLine(nowhere, nowhere), "");
  }

  private static Stream<String> below(CommandLine command, String name) {
    return command.getSubcommands().entrySet().stream()
        .filter(each -> !each.getKey().equals("help"))
        .flatMap(
            each -> {
              String full = (name + " " + each.getKey()).strip();
              return Stream.concat(Stream.of(full), below(each.getValue(), full));
            });
  }

  private static CommandRun run(String command, String argument) {
    return CommandRun.of(
        Stream.concat(Arrays.stream(command.split(" ", -1)), Stream.of(argument))
            .toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpSaysWhatItDoesAndWhatItEndsWith(String command) {
    CommandRun run = run(command, "--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("Usage: acs-token-gateway " + command)
        .containsSubsequence("Exit codes:", "0   done", "1   failed", "2   wrong usage");
    assertThat(run.out().lines())
        .as("every parameter has a label and a description")
        .noneMatch(line -> line.matches(" {6}(<.*|[A-Z]+ *)"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandTellsTheVersion(String command) {
    CommandRun run = run(command, "--version");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("acs-token-gateway ").contains("Java ");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void wrongUsageEndsWithTwoAndSaysWhatIsWrong(String command) {
    CommandRun run = run(command, "--no-such-option");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("Usage: acs-token-gateway " + command);
  }
}
