package dev.acsgateway.config;

import io.vertx.core.net.TrustOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Certificates that are trusted besides those of the JDK.
 *
 * @param certificates at least one
 */
public record CertificateAuthorities(List<X509Certificate> certificates) {

  public CertificateAuthorities {
    certificates = List.copyOf(certificates);
  }

  /** Reads {@code key}, PEM text, or {@code key}-file, the path of a file with it. */
  public static Optional<CertificateAuthorities> from(ConfigNode node, String key) {
    return node.secret(key)
        .flatMap(
            pem -> {
              try {
                return Optional.of(parse(pem.value()));
              } catch (IllegalArgumentException e) {
                node.addProblem(
                    key,
                    "must be certificates in PEM (-----BEGIN CERTIFICATE-----), or else give "
                        + key
                        + "-file, the path of a file with them");
                return Optional.empty();
              }
            });
  }

  /**
   * Reads the certificates in a PEM text.
   *
   * @throws IllegalArgumentException when it holds none, or one that cannot be read
   */
  public static CertificateAuthorities parse(String pem) {
    try (InputStream in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8))) {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (pem.contains("-----BEGIN CERTIFICATE-----") && !found.isEmpty()) {
        return new CertificateAuthorities(found);
      }
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("not certificates in PEM", e);
    }
    throw new IllegalArgumentException("no certificate in PEM");
  }

  /**
   * Returns trust in these and in the JDK's own. Reads the latter, which blocks: for the start
   * only.
   */
  public TrustOptions andThoseOfTheJdk() {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int index = 0;
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("configured-" + index++, certificate);
      }
      for (Certificate authority : trustManager(null).getAcceptedIssuers()) {
        store.setCertificateEntry("jdk-" + index++, authority);
      }
      return TrustOptions.wrap(trustManager(store));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("This JDK cannot keep certificates", e);
    }
  }

  /** Returns the trust manager for a store; null means the JDK's own. */
  private static X509TrustManager trustManager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("no X.509 trust manager"));
  }
}
