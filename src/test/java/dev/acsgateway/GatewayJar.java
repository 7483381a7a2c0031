package dev.acsgateway;

import dev.acsgateway.canary.LogCanary;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The packaged gateway as a process of its own, started as a user would. Close it. */
final class GatewayJar implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  /** Whether its output is a log, in which no secret may be; other commands print some. */
  private final boolean serves;

  private GatewayJar(Process process, boolean serves) {
    this.process = process;
    this.serves = serves;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Runs {@code java -jar acs-token-gateway.jar <arguments>}. */
  static GatewayJar start(Path directory, String... arguments) throws IOException {
    return start(List.of(), directory, arguments);
  }

  /** The same with options for the JVM, for example {@code -Xmx64m}. */
  static GatewayJar start(List<String> jvm, Path directory, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(List.of("-jar", System.getProperty("gateway.jar")));
    command.addAll(List.of(arguments));
    boolean serves = List.of(arguments).contains("serve");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    if (serves) {
      builder.environment().put("LOG_LEVEL", "trace");
    }
    return new GatewayJar(builder.start(), serves);
  }

  /** Reads the output up to a line. Ends with fewer lines when the process ends. */
  List<String> readUntil(Predicate<String> last) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
      if (serves) {
        LogCanary.read(toString(), line);
      }
      if (last.test(line)) {
        break;
      }
    }
    return lines;
  }

  /** Sends SIGTERM and does not wait. */
  void signal() {
    process.destroy();
  }

  /** Sends SIGTERM, if that was not done, and answers the exit code. */
  int terminate() throws InterruptedException {
    signal();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("still running 30 s after SIGTERM");
    }
    return process.exitValue();
  }

  /** Sends SIGKILL and waits until the process is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Waits for the process to end by itself and answers its exit code. */
  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  long pid() {
    return process.pid();
  }

  @Override
  public String toString() {
    return process.isAlive() ? "the gateway runs" : "the gateway ended: " + process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
