package dev.acsgateway.emulator.tls;

import java.util.Objects;

/**
 * What a TLS listener serves with and what its clients must trust.
 *
 * @param keyPem the server's private key, PKCS#8 PEM
 * @param chainPem the server's certificate followed by its issuers, PEM
 * @param trustPem the certificate that clients put into their trust store, PEM
 */
public record ServerCertificate(String keyPem, String chainPem, String trustPem) {
  public ServerCertificate {
    Objects.requireNonNull(keyPem);
    Objects.requireNonNull(chainPem);
    Objects.requireNonNull(trustPem);
  }

  /** Leaves the private key out. */
  @Override
  public String toString() {
    return "ServerCertificate[key redacted, trust=" + trustPem + "]";
  }
}
