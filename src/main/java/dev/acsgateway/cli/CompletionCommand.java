package dev.acsgateway.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}: what makes a shell complete commands and options. */
@Command(
    name = "completion",
    description = {
      "Prints a script that makes a shell complete this command line. In bash or zsh:",
      "",
      "  alias acs-token-gateway='java -jar acs-token-gateway.jar'",
      "  source <(acs-token-gateway completion bash)",
      ""
    },
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
  private final PrintWriter out;

  /** Shells that read the script; zsh does so by its own {@code bashcompinit}. */
  enum Shell {
    BASH,
    ZSH;

    /** As it is typed. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "SHELL",
      description = "${COMPLETION-CANDIDATES}; one script is for both")
  private Shell shell = Shell.BASH;

  CompletionCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    CommandLine all = spec.root().commandLine();
    out.println(
        switch (shell) {
          case BASH, ZSH -> AutoComplete.bash(all.getCommandName(), all);
        });
    return 0;
  }
}
