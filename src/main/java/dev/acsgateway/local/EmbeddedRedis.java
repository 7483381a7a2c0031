package dev.acsgateway.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis server, from the binary that the library embedded-redis carries, as a child process
 * on the loopback interface. For local mode and for tests; it keeps nothing on disk unless asked.
 * Whoever starts it closes it: the child outlives a JVM that just ends.
 *
 * <p>Not for several threads at once. Every method blocks: never call one from an event loop.
 */
public final class EmbeddedRedis implements AutoCloseable {
  private static final int ATTEMPTS = 5;
  private static final Pattern READY =
      Pattern.compile("(?i)ready to accept connections|\\+monitor master");

  private final Path directory;
  private final Path binary;
  private final Optional<List<String>> sentinel;
  private final List<String> settings;
  private int port;
  private @Nullable Process process;

  private EmbeddedRedis(
      Path directory, Path binary, Optional<List<String>> sentinel, List<String> settings) {
    this.directory = directory;
    this.binary = binary;
    this.sentinel = sentinel;
    this.settings = settings;
  }

  /**
   * Starts a server on a random free port and returns once it accepts connections.
   *
   * @param settings more server settings as on its command line, for example {@code "--appendonly",
   *     "yes"}
   * @throws UncheckedIOException when there is no binary for this machine or it does not start
   */
  public static EmbeddedRedis start(String... settings) {
    return startServer(Optional.empty(), List.of(settings));
  }

  /**
   * The same for a server that can be part of a cluster.
   *
   * @param settings more server settings as on its command line
   */
  public static EmbeddedRedis startForCluster(String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.addAll(List.of("--cluster-enabled", "yes", "--cluster-config-file", "nodes.conf"));
    return startServer(Optional.empty(), all);
  }

  /**
   * The same for a Sentinel.
   *
   * @param lines its configuration, without the port
   */
  public static EmbeddedRedis startSentinel(List<String> lines) {
    return startServer(Optional.of(lines), List.of());
  }

  private static EmbeddedRedis startServer(Optional<List<String>> sentinel, List<String> settings) {
    try {
      Path directory = Files.createTempDirectory("acs-token-gateway-redis");
      Path binary = ExecutableProvider.newJarResourceProvider(directory.toFile()).get().toPath();
      EmbeddedRedis redis = new EmbeddedRedis(directory, binary, sentinel, settings);
      redis.startOnFreePort();
      return redis;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the server was started and not stopped since. */
  public boolean isRunning() {
    return process != null;
  }

  /** Where clients connect, for example {@code redis://127.0.0.1:40123}. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** The server's process id, for whoever wants to send it a signal. */
  public long pid() {
    if (process == null) {
      throw new IllegalStateException("Redis is stopped");
    }
    return process.pid();
  }

  /** Stops the server; {@link #restart} brings it back. Does nothing when it is stopped. */
  public void stop() {
    Process running = process;
    if (running == null) {
      return;
    }
    process = null;
    running.destroy();
    try {
      if (!running.waitFor(5, TimeUnit.SECONDS)) {
        running.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Starts the server again on the port it had, after {@link #stop}. */
  public void restart() {
    stop();
    try {
      launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops the server for good and removes its files. */
  @Override
  public void close() {
    stop();
    TemporaryDirectory.remove(directory);
  }

  private void startOnFreePort() throws IOException {
    for (int attempt = 1; ; attempt++) {
      port = FreePort.find();
      try {
        launch();
        return;
      } catch (IOException e) {
        // Somebody may have taken the port between the look and the start.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private List<String> command() throws IOException {
    List<String> command = new ArrayList<>(List.of(binary.toString()));
    if (sentinel.isPresent()) {
      // A Sentinel keeps what it learns in its configuration, so that must be a file.
      Path file = directory.resolve("sentinel.conf");
      if (!Files.exists(file)) {
        Files.write(file, sentinel.get());
      }
      command.addAll(List.of(file.toString(), "--sentinel"));
    } else {
      command.addAll(List.of("--save", ""));
    }
    command.addAll(List.of("--port", String.valueOf(port), "--bind", "127.0.0.1"));
    command.addAll(List.of("--dir", directory.toString()));
    command.addAll(settings);
    return command;
  }

  private void launch() throws IOException {
    List<String> command = command();
    Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader output = started.inputReader(StandardCharsets.UTF_8);
    List<String> said = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (READY.matcher(line).find()) {
        process = started;
        Thread.ofPlatform().daemon().name("embedded-redis-output").start(() -> drain(output));
        return;
      }
      said.add(line);
    }
    throw new IOException("Redis did not start: " + String.join(" | ", said));
  }

  /**
   * Reads on, so that the server never waits for room in the pipe. To be called on a thread of its
   * own: a virtual one would hold a carrier for ever, of which there are as few as processors.
   */
  private static void drain(BufferedReader output) {
    try {
      output.transferTo(Writer.nullWriter());
    } catch (IOException stopped) {
      return;
    }
  }
}
