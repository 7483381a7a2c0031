package dev.acsgateway.acs;

import dev.acsgateway.config.CertificateAuthorities;
import dev.acsgateway.config.InvalidConfiguration;
import dev.acsgateway.config.Problem;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Trust in the JDK's own certificate authorities and in those of a PEM file. */
final class AcsTrust {
  private AcsTrust() {}

  /** Returns what is wrong with the file; empty when it holds certificates. Blocks. */
  static Optional<String> problemWith(Path pem) {
    try {
      certificates(pem);
      return Optional.empty();
    } catch (GeneralSecurityException | IOException e) {
      return Optional.of("the file " + pem + " holds no PEM certificate");
    }
  }

  /**
   * The trust. Reads the file and the JDK's own at once, which blocks for longer.
   *
   * @throws InvalidConfiguration when it holds no certificate
   */
  static TrustOptions including(Path pem) {
    try {
      return new CertificateAuthorities(certificates(pem)).andThoseOfTheJdk();
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(pem);
    }
  }

  private static InvalidConfiguration unusable(Path pem) {
    return new InvalidConfiguration(
        List.of(new Problem("acs.trust-certificate", pem + " holds no PEM certificate")));
  }

  private static List<X509Certificate> certificates(Path pem)
      throws GeneralSecurityException, IOException {
    try (InputStream in = Files.newInputStream(pem)) {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (found.isEmpty()) {
        throw new IOException("empty");
      }
      return found;
    }
  }
}
