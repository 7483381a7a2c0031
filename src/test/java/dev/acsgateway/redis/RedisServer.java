package dev.acsgateway.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The Redis server that is installed on this machine, configured as users have it: with TLS, users,
 * renamed commands and more. It listens on the loopback interface. Close it.
 */
public final class RedisServer implements AutoCloseable {
  private static final String READY = "(?i).*(ready to accept connections|\\+monitor master).*";

  private final Path folder;
  private final int port;
  private final Form form;
  private @Nullable Process process;

  /** How a server is configured. */
  public static final class Form {
    private final List<String> lines = new ArrayList<>();
    private Optional<TestAuthority> authority = Optional.empty();
    private Optional<TestAuthority.Leaf> certificate = Optional.empty();
    private List<String> credentials = List.of();
    private boolean sentinel;

    private Form() {}

    /** Adds a line as in {@code redis.conf}. */
    public Form with(String line) {
      lines.add(line);
      return this;
    }

    /**
     * Listens with TLS only.
     *
     * @param certificate whose names clients verify
     * @param authority which clients must trust
     */
    public Form tls(TestAuthority.Leaf certificate, TestAuthority authority) {
      this.authority = Optional.of(authority);
      this.certificate = Optional.of(certificate);
      return with("tls-cert-file " + certificate.certificate())
          .with("tls-key-file " + certificate.key())
          .with("tls-ca-cert-file " + authority.certificate())
          .with("tls-replication yes")
          .with("tls-cluster yes")
          .with("tls-auth-clients optional");
    }

    /** Asks clients for a certificate of the same authority. */
    public Form clientCertificates() {
      lines.remove("tls-auth-clients optional");
      return with("tls-auth-clients yes");
    }

    /** Demands this password of the default user. */
    public Form password(String password) {
      credentials = List.of("-a", password);
      return with("requirepass " + password).with("masterauth " + password);
    }

    /** Can be part of a cluster. */
    public Form cluster() {
      return with("cluster-enabled yes")
          .with("cluster-config-file nodes.conf")
          .with("cluster-node-timeout 1000")
          .with("cluster-require-full-coverage no")
          .with("repl-diskless-sync-delay 0");
    }

    /** Is a Sentinel. */
    public Form sentinel() {
      sentinel = true;
      return this;
    }

    /** Starts the server. Aborts the test, saying why, where none is installed. */
    public RedisServer start() {
      Assumptions.assumeTrue(
          isInstalled(), "Redis in every form: not run, since redis-server is not installed here");
      RedisServer server = new RedisServer(this);
      server.launch();
      return server;
    }

    private static boolean isInstalled() {
      return Stream.of(System.getenv("PATH").split(":", -1))
          .anyMatch(folder -> Files.isExecutable(Path.of(folder, "redis-server")));
    }
  }

  /** A server on one port that asks nobody for anything. */
  public static Form form() {
    return new Form();
  }

  private RedisServer(Form form) {
    this.form = form;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
      this.folder = Files.createTempDirectory("test-redis");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port for clients. */
  public int port() {
    return port;
  }

  /** Where clients connect, for example {@code rediss://localhost:40123}; without credentials. */
  public String url() {
    return form.authority.isPresent() ? "rediss://localhost:" + port : "redis://127.0.0.1:" + port;
  }

  /** The id of the server's process. */
  public long pid() {
    return running().pid();
  }

  /** Whether it was started and not stopped since. */
  public boolean isRunning() {
    return process != null;
  }

  private Process running() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException("This Redis is stopped");
    }
    return running;
  }

  private void launch() {
    try {
      Path file = folder.resolve("redis.conf");
      if (!Files.exists(file)) {
        Files.write(file, configuration());
      }
      List<String> command = new ArrayList<>(List.of("redis-server", file.toString()));
      if (form.sentinel) {
        command.add("--sentinel");
      }
      Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
      BufferedReader output = started.inputReader(StandardCharsets.UTF_8);
      List<String> said = new ArrayList<>();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.matches(READY)) {
          process = started;
          Thread.ofPlatform().daemon().name("test-redis-output").start(() -> drain(output));
          return;
        }
        said.add(line);
      }
      throw new IllegalStateException("Redis did not start: " + String.join(" | ", said));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void drain(BufferedReader output) {
    try {
      output.transferTo(Writer.nullWriter());
    } catch (IOException stopped) {
      return;
    }
  }

  private List<String> configuration() {
    boolean tls = form.authority.isPresent();
    List<String> all = new ArrayList<>();
    all.add("port " + (tls ? 0 : port));
    if (tls) {
      all.add("tls-port " + port);
    }
    all.add("bind 127.0.0.1");
    all.add("dir " + folder);
    if (!form.sentinel) {
      all.add("save \"\"");
    }
    all.addAll(form.lines);
    return all;
  }

  /**
   * Sends one command as an administrator.
   *
   * @return what redis-cli prints, stripped
   */
  public String command(String... words) {
    List<String> command = new ArrayList<>(List.of("redis-cli", "-p", String.valueOf(port)));
    form.certificate.ifPresent(
        leaf ->
            command.addAll(
                List.of(
                    "--tls",
                    "--insecure",
                    "--cert",
                    leaf.certificate().toString(),
                    "--key",
                    leaf.key().toString())));
    command.addAll(form.credentials);
    command.add("--no-auth-warning");
    command.addAll(List.of(words));
    try {
      Process client = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      client.waitFor();
      return output.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends the server: connections are closed, new ones refused. */
  public void stop() {
    end(false);
  }

  /** Ends the server as a crash would. */
  public void kill() {
    end(true);
  }

  private void end(boolean forcibly) {
    Process running = process;
    if (running == null) {
      return;
    }
    process = null;
    if (!forcibly) {
      running.destroy();
    }
    try {
      if (forcibly || !running.waitFor(5, TimeUnit.SECONDS)) {
        running.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Brings the server back on its port. */
  public void restart() {
    stop();
    launch();
  }

  @Override
  public void close() {
    stop();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
