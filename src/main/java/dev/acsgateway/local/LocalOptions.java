package dev.acsgateway.local;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How local mode is to run.
 *
 * @param host the address that the gateway binds
 * @param port the API's port, 0 for any free one
 * @param adminPort the admin listener's port, 0 for any free one
 * @param emulatorPort the emulator's port, 0 for any free one
 * @param redisUrl a Redis that runs already; empty to start one
 * @param directory where {@code env} and the emulator's certificate are written
 */
public record LocalOptions(
    String host,
    int port,
    int adminPort,
    int emulatorPort,
    Optional<String> redisUrl,
    Path directory) {

  /** Random ports and a Redis of its own: several may run at a time. */
  public static LocalOptions anywhere(Path directory) {
    return new LocalOptions("127.0.0.1", 0, 0, 0, Optional.empty(), directory);
  }

  /** The file that tells other commands where everything is. */
  public Path environmentFile() {
    return directory.resolve("env");
  }

  Path emulatorCertificate() {
    return directory.resolve("emulator-ca.pem").toAbsolutePath();
  }
}
