package dev.acsgateway.config;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate with those above it, and the private key that was proven to belong to it.
 *
 * @param chain the own certificate first
 */
public record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {
  private static final byte[] PROBE = "acs-token-gateway".getBytes(StandardCharsets.US_ASCII);

  public TlsIdentity {
    chain = List.copyOf(chain);
    if (!belongTogether(chain.getFirst(), key)) {
      throw new IllegalArgumentException("does not belong to the private key");
    }
  }

  /**
   * Reads PEM.
   *
   * @throws IllegalArgumentException with what is wrong, which quotes nothing of the texts
   */
  public static TlsIdentity of(String certificates, String key) {
    return new TlsIdentity(Pem.certificates(certificates), Pem.privateKey(key));
  }

  /** Returns whether the one verifies what the other signs. */
  public static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
    PublicKey publicKey = certificate.getPublicKey();
    if (!publicKey.getAlgorithm().equals(key.getAlgorithm())) {
      return false;
    }
    try {
      Signature signature =
          Signature.getInstance(
              key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
