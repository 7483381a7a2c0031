package dev.acsgateway.acs;

import dev.acsgateway.config.InvalidConfiguration;
import dev.acsgateway.config.Problem;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Trust in the JDK's own certificate authorities and in those of a PEM file. */
final class AcsTrust {
  private AcsTrust() {}

  /**
   * Reads the file, which blocks: for the start only.
   *
   * @throws InvalidConfiguration when it holds no certificate
   */
  static void check(Path pem) {
    try {
      certificates(pem);
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(pem);
    }
  }

  /**
   * The trust. Reads the file and the JDK's own at once, which blocks for longer.
   *
   * @throws InvalidConfiguration when it holds no certificate
   */
  static TrustOptions including(Path pem) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int index = 0;
      for (Certificate certificate : certificates(pem)) {
        store.setCertificateEntry("configured-" + index++, certificate);
      }
      for (Certificate authority : authorities(null)) {
        store.setCertificateEntry("jdk-" + index++, authority);
      }
      return TrustOptions.wrap(trustManager(store));
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(pem);
    }
  }

  private static InvalidConfiguration unusable(Path pem) {
    return new InvalidConfiguration(
        List.of(new Problem("acs.trust-certificate", pem + " holds no PEM certificate")));
  }

  private static List<? extends Certificate> certificates(Path pem)
      throws GeneralSecurityException, IOException {
    try (InputStream in = Files.newInputStream(pem)) {
      List<Certificate> found =
          List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (found.isEmpty()) {
        throw new IOException("empty");
      }
      return found;
    }
  }

  private static List<X509Certificate> authorities(@Nullable KeyStore store)
      throws GeneralSecurityException {
    return List.of(trustManager(store).getAcceptedIssuers());
  }

  /** The trust manager for a store; null means the JDK's own. */
  private static X509TrustManager trustManager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    TrustManager[] managers = factory.getTrustManagers();
    return Arrays.stream(managers)
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("no X.509 trust manager"));
  }
}
