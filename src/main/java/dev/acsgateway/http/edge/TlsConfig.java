package dev.acsgateway.http.edge;

import dev.acsgateway.config.ConfigNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a listener speaks TLS, and HTTP/2 with it.
 *
 * @param certificate a PEM file: the certificate, and those between it and its root
 * @param key a PEM file: its private key, PKCS #8
 * @param clientCa a PEM file: who must have issued a client's certificate; none is asked for
 *     without
 * @param reload how often the files are looked at for a change
 */
public record TlsConfig(Path certificate, Path key, Optional<Path> clientCa, Duration reload) {

  /** Reads the section {@code tls} of a listener; empty where it names no certificate. */
  public static Optional<TlsConfig> from(ConfigNode node) {
    Optional<Path> certificate = file(node, "certificate");
    Optional<Path> key = file(node, "key");
    Optional<Path> clientCa = file(node, "client-ca");
    Duration reload =
        node.duration(
            "reload", Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofHours(24));
    if (certificate.isPresent() != key.isPresent()) {
      node.complain("certificate", "and key belong together; one of them is missing");
    }
    if (clientCa.isPresent() && certificate.isEmpty()) {
      node.complain("client-ca", "needs certificate and key");
    }
    return certificate.flatMap(
        chain -> key.map(secret -> new TlsConfig(chain, secret, clientCa, reload)));
  }

  private static Optional<Path> file(ConfigNode node, String name) {
    Optional<Path> file = node.optionalText(name).map(Path::of);
    if (file.isPresent() && !Files.isReadable(file.get())) {
      node.complain(name, "cannot read the file " + file.get());
    }
    return file;
  }
}
