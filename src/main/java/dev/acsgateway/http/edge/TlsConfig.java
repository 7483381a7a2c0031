package dev.acsgateway.http.edge;

import dev.acsgateway.config.ConfigNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a listener speaks TLS, and HTTP/2 with it.
 *
 * @param certificate a PEM file: the certificate, and those between it and its root
 * @param key a PEM file: its private key, RSA or EC, in PKCS #8, PKCS #1 or SEC 1
 * @param clientCa a PEM file: who must have issued a client's certificate; none is asked for
 *     without
 * @param reload how often the files are looked at for a change
 */
public record TlsConfig(Path certificate, Path key, Optional<Path> clientCa, Duration reload) {

  /** Reads the section {@code tls} of a listener; empty where it names no certificate. */
  public static Optional<TlsConfig> from(ConfigNode node) {
    Optional<Path> certificate = node.file("certificate");
    Optional<Path> key = node.file("key");
    Optional<Path> clientCa = node.file("client-ca");
    Duration reload =
        node.duration(
            "reload", Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofHours(24));
    if (certificate.isPresent() != key.isPresent()) {
      node.addProblem("certificate", "and key belong together; one of them is missing");
    }
    if (clientCa.isPresent() && certificate.isEmpty()) {
      node.addProblem("client-ca", "needs certificate and key");
    }
    Optional<TlsConfig> config =
        certificate.flatMap(
            chain -> key.map(secret -> new TlsConfig(chain, secret, clientCa, reload)));
    config.filter(TlsConfig::filesAreThere).ifPresent(tls -> tls.check(node));
    return config;
  }

  private boolean filesAreThere() {
    return Stream.concat(Stream.of(certificate, key), clientCa.stream())
        .allMatch(file -> Files.isRegularFile(file) && Files.isReadable(file));
  }

  private void check(ConfigNode node) {
    try {
      ServerIdentity.of(TlsFiles.read(this), this);
    } catch (UnusableTls e) {
      node.addProblem(e.setting(), e.problem());
    }
  }

  /** Returns the file that a setting of this section names. */
  Path file(String setting) {
    return switch (setting) {
      case "certificate" -> certificate;
      case "key" -> key;
      default -> clientCa.orElseThrow();
    };
  }
}
