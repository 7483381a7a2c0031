package dev.acsgateway.acs;

import dev.acsgateway.config.ConfigNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How ACS is reached.
 *
 * @param account which ACS resource, and as whom
 * @param timeout how long one call may take, from the moment it is made to its last byte
 * @param maxConnections most connections to ACS that are open at a time
 * @param trustCertificate a PEM file with certificates to trust besides the JDK's own; for the
 *     emulator, or behind a proxy that inspects TLS
 */
public record AcsConfig(
    AcsAccount account, Duration timeout, int maxConnections, Optional<Path> trustCertificate) {

  /** Reads the section {@code acs}. */
  public static AcsConfig from(ConfigNode node) {
    return new AcsConfig(
        AcsAccount.from(node),
        node.duration(
            "timeout", Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofSeconds(30)),
        node.number("max-connections", 32, 1, 1000),
        readableFile(node, "trust-certificate"));
  }

  private static Optional<Path> readableFile(ConfigNode node, String key) {
    Optional<Path> file = node.optionalText(key).map(Path::of);
    if (file.isPresent() && !Files.isReadable(file.get())) {
      node.complain(key, "cannot read the file " + file.get());
    }
    return file;
  }
}
