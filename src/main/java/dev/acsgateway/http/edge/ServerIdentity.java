package dev.acsgateway.http.edge;

import dev.acsgateway.config.Pem;
import dev.acsgateway.config.TlsIdentity;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * A certificate with those above it, and the private key that belongs to it, which was proven.
 *
 * @param chain the server's own certificate first
 */
record ServerIdentity(List<X509Certificate> chain, PrivateKey key) {
  private static final Duration LONGEST_NOTICE = Duration.ofDays(14);
  private static final int PART_OF_LIFE = 4;

  /**
   * Reads what the files hold.
   *
   * @param config names the files, for the message
   * @throws UnusableTls if there is no certificate or no RSA or EC key, or they do not belong
   *     together
   */
  static ServerIdentity of(TlsFiles files, TlsConfig config) throws UnusableTls {
    List<X509Certificate> chain =
        read("certificate", config, () -> Pem.certificates(files.certificate()));
    PrivateKey key = read("key", config, () -> Pem.privateKey(files.key()));
    if (files.clientCa().isPresent()) {
      read("client-ca", config, () -> Pem.certificates(files.clientCa().get()));
    }
    if (!TlsIdentity.belongTogether(chain.getFirst(), key)) {
      boolean isFurtherDown =
          chain.stream().anyMatch(certificate -> TlsIdentity.belongTogether(certificate, key));
      throw new UnusableTls(
          "key",
          isFurtherDown
              ? "the key in %s belongs to a certificate further down in %s; the server's own must come first"
                  .formatted(config.key(), config.certificate())
              : "the key in %s does not belong to the certificate in %s"
                  .formatted(config.key(), config.certificate()));
    }
    return new ServerIdentity(chain, key);
  }

  private static <T> T read(String setting, TlsConfig config, Supplier<T> reading)
      throws UnusableTls {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw new UnusableTls(setting, "the file " + config.file(setting) + " " + e.getMessage());
    }
  }

  /** Returns whom the certificate names. */
  String subject() {
    return chain.getFirst().getSubjectX500Principal().getName();
  }

  /** Returns when the first certificate of the chain ends. */
  Instant end() {
    return chain.stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /** Returns whether it ends so soon that a new one should have come: in its last quarter. */
  boolean isDue(Instant now) {
    Duration life = Duration.between(chain.getFirst().getNotBefore().toInstant(), end());
    Duration quarter = Duration.ofSeconds(life.toSeconds() / PART_OF_LIFE);
    Duration notice = quarter.compareTo(LONGEST_NOTICE) < 0 ? quarter : LONGEST_NOTICE;
    return now.isAfter(end().minus(notice));
  }

  String keyPem() {
    return Pem.write("PRIVATE KEY", key.getEncoded());
  }

  String chainPem() {
    StringBuilder pem = new StringBuilder();
    for (X509Certificate certificate : chain) {
      try {
        pem.append(Pem.write("CERTIFICATE", certificate.getEncoded()));
      } catch (CertificateEncodingException e) {
        throw new IllegalStateException("A certificate that was read has an encoding", e);
      }
    }
    return pem.toString();
  }

  @Override
  public String toString() {
    return subject() + ", valid until " + end();
  }
}
