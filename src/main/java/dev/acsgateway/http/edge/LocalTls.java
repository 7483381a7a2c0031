package dev.acsgateway.http.edge;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS from a health check to a listener of its own machine. */
public final class LocalTls {
  private static final char[] NO_PASSWORD = new char[0];

  private LocalTls() {}

  /**
   * Returns a context that takes any certificate, as the kubelet's probes do: the address is this
   * machine's, and the certificate names another. Where the listener asks for a client certificate,
   * it shows the listener's own.
   */
  public static SSLContext context(TlsConfig listener) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own(listener), new TrustManager[] {new AnyCertificate()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has TLS", e);
    }
  }

  private static KeyManager[] own(TlsConfig listener) throws GeneralSecurityException {
    if (listener.clientCa().isEmpty()) {
      return new KeyManager[0];
    }
    try {
      ServerIdentity identity = ServerIdentity.of(TlsFiles.read(listener), listener);
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setKeyEntry(
          "own", identity.key(), NO_PASSWORD, identity.chain().toArray(new X509Certificate[0]));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, NO_PASSWORD);
      return keys.getKeyManagers();
    } catch (UnusableTls | IOException beingReplaced) {
      return new KeyManager[0];
    }
  }

  /** Extended, so that the JDK does not check the name in the certificate either. */
  private static final class AnyCertificate extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
