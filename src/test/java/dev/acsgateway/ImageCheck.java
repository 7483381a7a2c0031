package dev.acsgateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Runs an image as a deployment would and says in a line what it did; ends with 1 where something
 * is not as it should be. {@code scripts/image} runs it, since it takes an engine.
 *
 * <p>Argument: the image. All containers share the machine's network, so that they find the Redis
 * and the emulator of the one that runs local mode.
 */
final class ImageCheck {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int LOCAL_PORT = 28_080;

  private final String image;
  private final List<String> started = new ArrayList<>();

  private ImageCheck(String image) {
    this.image = image;
  }

  /** Checks it. */
  public static void main(String... arguments) throws Exception {
    ImageCheck check = new ImageCheck(arguments[0]);
    try {
      check.run();
    } finally {
      for (String container : check.started) {
        docker("rm", "-f", container);
      }
    }
  }

  private void run() throws Exception {
    String local = runLocal();
    String settings = docker("exec", local, "cat", "/tmp/local/env");
    docker("exec", local, "java", "-jar", "/app/acs-token-gateway.jar", "health");
    System.out.println("Local mode is ready, on a read-only root file system, as " + user(local));

    String key =
        docker(
                "exec",
                local,
                "java",
                "-jar",
                "/app/acs-token-gateway.jar",
                "keys",
                "create",
                "--env-file",
                "/tmp/local/env",
                "--permissions",
                "tokens:issue",
                "--rate-limit",
                "1000000/s")
            .lines()
            .filter(line -> line.startsWith("acsgw_"))
            .findFirst()
            .orElseThrow();
    Path certificate = Files.createTempFile("emulator-ca", ".pem");
    Files.writeString(certificate, docker("exec", local, "cat", setting(settings, "EMULATOR_CA")));
    certificate.toFile().setReadable(true, false);
    String keyset = new OperatorSecrets(new SecureRandom()).keyset().value();
    String leaving = runNode(1, settings, certificate, keyset);
    String staying = runNode(2, settings, certificate, keyset);
    stopUnderLoad(key, leaving, staying);
    require(exitCode(leaving) == 0, "a stopped node ends with 0, not " + exitCode(leaving));
    docker("stop", "-t", "30", local);
    require(exitCode(local) == 0, "local mode ends with 0, not " + exitCode(local));
    Files.delete(certificate);
  }

  private String runLocal() throws IOException, InterruptedException {
    String container =
        start(
            List.of("--env", "ACSGW_ADMIN_PORT=" + (LOCAL_PORT + 1)),
            List.of(
                "local",
                "--port",
                "" + LOCAL_PORT,
                "--admin-port",
                "" + (LOCAL_PORT + 1),
                "--emulator-port",
                "" + (LOCAL_PORT + 2),
                "--directory",
                "/tmp/local"));
    until("local mode is ready", () -> logs(container).contains("Ready after"));
    return container;
  }

  private String runNode(int number, String settings, Path certificate, String keyset)
      throws IOException, InterruptedException {
    int port = portOf(number);
    String container =
        start(
            List.of(
                "--env",
                "ACSGW_API_PORT=" + port,
                "--env",
                "ACSGW_ADMIN_PORT=" + (port + 1),
                "--env",
                "ACSGW_API_DRAIN=4s",
                "--env",
                "ACSGW_API_REQUEST_DEADLINE=20s",
                "--env",
                "ACSGW_ACS_TIMEOUT=20s",
                "--env",
                "ACSGW_REDIS_FLIGHT=60s",
                "--env",
                "ACSGW_TOKEN_MAX_WAIT=20s",
                "--env",
                "ACSGW_REDIS_URL=" + setting(settings, "REDIS_URL"),
                "--env",
                "ACSGW_REDIS_KEYSET=" + keyset,
                "--env",
                "ACSGW_ACS_CONNECTION_STRING=" + setting(settings, "EMULATOR_CONNECTION_STRING"),
                "--env",
                "ACSGW_ACS_TRUST_CERTIFICATE=/emulator-ca.pem",
                "--volume",
                certificate + ":/emulator-ca.pem:ro"),
            List.of());
    until("node " + number + " serves", () -> logs(container).contains("Serving: "));
    return container;
  }

  private static int portOf(int node) {
    return LOCAL_PORT + 10 * node;
  }

  private void stopUnderLoad(String key, String leaving, String staying) throws Exception {
    try (Balancer balancer =
        new Balancer(
            key,
            Balancer.Node.local(portOf(1), portOf(1) + 1),
            Balancer.Node.local(portOf(2), portOf(2) + 1))) {
      until("both answer", () -> balancer.answered(0) > 1_000 && balancer.answered(1) > 1_000);
      docker("stop", "-t", "30", leaving);
      long before = balancer.answered(1);
      until("the other goes on", () -> balancer.answered(1) > before + 1_000);
      System.out.printf(
          "docker stop under load: %d answers from the node that left, %d from the other, %d"
              + " lost%n",
          balancer.answered(0), balancer.answered(1), balancer.lost().size());
      require(balancer.lost().isEmpty(), "no request is lost: " + balancer.lost());
    }
    docker("inspect", staying);
  }

  private String start(List<String> options, List<String> command)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.addAll(List.of("run", "--detach", "--read-only", "--network", "host"));
    line.addAll(List.of("--tmpfs", "/tmp:exec,mode=1777", "--cap-drop", "ALL"));
    // A JVM that cannot use its AOT cache ends, instead of starting slowly without a word.
    line.addAll(List.of("--env", "JDK_JAVA_OPTIONS=-XX:AOTMode=on"));
    line.addAll(options);
    line.add(image);
    line.addAll(command);
    String container = docker(line.toArray(String[]::new)).strip();
    started.add(container);
    return container;
  }

  private static String setting(String settings, String name) {
    return settings
        .lines()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1).replaceAll("^'|'$", ""))
        .findFirst()
        .orElseThrow();
  }

  private static String user(String container) throws IOException, InterruptedException {
    String user = docker("inspect", "-f", "{{.Config.User}}", container).strip();
    require(user.equals("10001:10001"), "not root, but " + user);
    return user;
  }

  private static int exitCode(String container) throws IOException, InterruptedException {
    return Integer.parseInt(docker("inspect", "-f", "{{.State.ExitCode}}", container).strip());
  }

  private static String logs(String container) {
    try {
      return docker("logs", container);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void until(String what, BooleanSupplier holds) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!holds.getAsBoolean()) {
      require(Instant.now().isBefore(end), what);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("It does not hold that " + what);
    }
  }

  private static String docker(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    require(process.waitFor() == 0, String.join(" ", command) + " works: " + output);
    return output;
  }
}
