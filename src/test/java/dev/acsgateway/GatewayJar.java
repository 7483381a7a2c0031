package dev.acsgateway;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.acsgateway.canary.LogCanary;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;

/** The packaged gateway as a process of its own, started as a user would. Close it. */
public final class GatewayJar implements AutoCloseable {
  /** Most processes of tests end before a better compiler would pay off. */
  private static final List<String> SOON_UP =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private static final long PATIENCE_SECONDS = 120;
  private static final ScheduledExecutorService WATCHDOG =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("watchdog").factory());

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
    return run(
        directory, jvm, List.of("-jar", System.getProperty("gateway.jar")), List.of(arguments));
  }

  /** The same with another main class, which is looked for in the tests, too. */
  static GatewayJar startClass(List<String> jvm, Class<?> main, Path directory, String... arguments)
      throws IOException {
    String tests = main.getProtectionDomain().getCodeSource().getLocation().getPath();
    List<String> what =
        List.of(
            "-cp", System.getProperty("gateway.jar") + File.pathSeparator + tests, main.getName());
    return run(directory, jvm, what, List.of(arguments));
  }

  private static GatewayJar run(
      Path directory, List<String> jvm, List<String> what, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(SOON_UP);
    command.addAll(jvm);
    command.addAll(what);
    command.addAll(arguments);
    boolean serves = arguments.contains("serve");
    return new GatewayJar(
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start(),
        serves);
  }

  /**
   * Reads the output up to a line. Ends with fewer lines when the process ends, which is killed
   * when the line does not come.
   */
  List<String> readUntil(Predicate<String> last) throws IOException {
    Future<?> late = WATCHDOG.schedule(process::destroyForcibly, PATIENCE_SECONDS, SECONDS);
    try {
      return read(last);
    } finally {
      late.cancel(false);
    }
  }

  /** Reads the output until the process ends, however long it runs. */
  List<String> readToItsEnd() throws IOException {
    return read(line -> false);
  }

  private List<String> read(Predicate<String> last) throws IOException {
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
    if (!process.waitFor(PATIENCE_SECONDS, SECONDS)) {
      throw new IllegalStateException("still running " + PATIENCE_SECONDS + " s after SIGTERM");
    }
    return process.exitValue();
  }

  /** Sends SIGKILL and waits until the process is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Freezes the process (SIGSTOP) until {@link #resume}. */
  public void pause() throws IOException, InterruptedException {
    send("STOP");
  }

  /** Ends {@link #pause} (SIGCONT). */
  public void resume() throws IOException, InterruptedException {
    send("CONT");
  }

  private void send(String signal) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).start();
    if (kill.waitFor() != 0) {
      throw new IllegalStateException("kill -" + signal + " failed");
    }
  }

  /** Returns the exit code, once the process has ended without a signal. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, SECONDS)) {
      throw new IllegalStateException("still running after " + PATIENCE_SECONDS + " s");
    }
    return process.exitValue();
  }

  /** Names the process. */
  public long pid() {
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
