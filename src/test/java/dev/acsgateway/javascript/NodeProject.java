package dev.acsgateway.javascript;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The scripts of {@code src/test/js} with their packages installed, below {@code target}. */
public final class NodeProject {
  private static final Path SOURCES = Path.of("src/test/js");
  private static final Path WORK = Path.of("target/js");

  private final String node;

  private NodeProject(String node) {
    this.node = node;
  }

  /**
   * Installs the packages; says so and aborts the test where Node, npm or the packages are not
   * there.
   */
  public static NodeProject install() throws IOException, InterruptedException {
    String node = present("node");
    String npm = present("npm");
    Files.createDirectories(WORK);
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, WORK.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (!Files.isDirectory(WORK.resolve("node_modules/@azure"))
        && run(List.of(npm, "ci", "--no-audit", "--no-fund"), Map.of()) != 0) {
      abort("npm could not install the packages");
    }
    return new NodeProject(node);
  }

  /** Runs a script and returns its exit code; what it prints goes to standard output. */
  public int run(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    return run(List.of(node, script), environment);
  }

  private static String present(String program) {
    Optional<Path> found =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .map(folder -> Path.of(folder, program))
            .filter(Files::isExecutable)
            .findFirst();
    return found.map(Path::toString).orElseGet(() -> abort(program + " not found"));
  }

  private static String abort(String why) {
    String text = "JavaScript tests: not run (" + why + ")";
    System.out.println(text);
    return Assumptions.abort(text);
  }

  private static int run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).directory(WORK.toFile());
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    Thread.ofPlatform()
        .daemon()
        .start(() -> process.inputReader().lines().forEach(System.out::println));
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(command.get(1) + " took longer than three minutes");
    }
    return process.exitValue();
  }
}
