package dev.acsgateway.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The commands that a deployment runs, in the form in which it runs them, understood without the
 * command-line parser: that takes a third of the start, since its classes are too old for an AOT
 * cache and it reads annotations by reflection. Every other form is the parser's.
 *
 * @param name the command
 * @param body what it does
 */
record FastCommandParser(String name, Callable<Integer> body) {

  /** {@code serve}, {@code serve --config FILE} and {@code health}; nothing for all others. */
  static Optional<FastCommandParser> of(String... arguments) {
    List<String> words = List.of(arguments);
    if (words.equals(List.of("health"))) {
      return Optional.of(new FastCommandParser("health", new HealthCommand()));
    }
    if (words.equals(List.of("serve"))) {
      return Optional.of(serve(Optional.empty()));
    }
    if (words.size() == 3 && words.subList(0, 2).equals(List.of("serve", "--config"))) {
      return Optional.of(serve(Optional.of(Path.of(words.get(2)))));
    }
    return Optional.empty();
  }

  private static FastCommandParser serve(Optional<Path> file) {
    return new FastCommandParser("serve", new ServeCommand(new ConfigurationFile(file)));
  }

  /** Runs it and answers the exit code; a failure is said as it always is. */
  int execute(PrintWriter err) {
    try {
      return body.call();
    } catch (Exception e) {
      return ErrorPrinter.tell(e, name, err);
    }
  }
}
