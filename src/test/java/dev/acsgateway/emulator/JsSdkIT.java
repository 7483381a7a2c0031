package dev.acsgateway.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The unmodified JavaScript SDK against the emulator, where Node and npm are there. */
class JsSdkIT {
  private static final Path SOURCES = Path.of("src/test/js/emulator");
  private static final Path WORK = Path.of("target/js/emulator");

  @Test
  void servesTheUnmodifiedJavaScriptSdk() throws Exception {
    String node = present("node");
    String npm = present("npm");
    Files.createDirectories(WORK);
    for (String file : List.of("package.json", "package-lock.json", "suite.js")) {
      Files.copy(SOURCES.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    List<String> install = List.of(npm, "ci", "--no-audit", "--no-fund");
    if (run(install, Map.of()) != 0) {
      abort("npm could not install the SDK");
    }
    try (RunningEmulator running = new RunningEmulator()) {
      Map<String, String> environment =
          Map.of(
              "CONNECTION_STRING", running.emulator.connectionString(),
              "NODE_EXTRA_CA_CERTS", running.emulator.caFile().toString());
      assertThat(run(List.of(node, "suite.js"), environment)).isZero();
    }
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
    String text = "JS SDK suite: not run (" + why + ")";
    System.out.println(text);
    return Assumptions.abort(text);
  }

  private static int run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(WORK.toFile());
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(System.out::println));
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(command.get(1) + " took longer than three minutes");
    }
    return process.exitValue();
  }
}
