package dev.acsgateway.http.edge;

import io.vertx.core.net.SSLOptions;
import java.util.List;

/**
 * What listeners let clients choose of TLS: suites with forward secrecy and authenticated
 * encryption only (RFC 9325, section 4.2), and no second handshake on a connection.
 */
public final class TlsRules {
  private static final String REJECT_RENEGOTIATION = "jdk.tls.rejectClientInitiatedRenegotiation";

  private static final List<String> SUITES =
      List.of(
          "TLS_AES_256_GCM_SHA384",
          "TLS_AES_128_GCM_SHA256",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private TlsRules() {}

  /**
   * Makes the JDK refuse renegotiation in TLS 1.2 by clients, each of which costs the server a
   * handshake. To be called before anything uses TLS, since the JDK reads the setting once.
   */
  public static void refuseRenegotiation() {
    if (System.getProperty(REJECT_RENEGOTIATION) == null) {
      System.setProperty(REJECT_RENEGOTIATION, "true");
    }
  }

  static void apply(SSLOptions options) {
    SUITES.forEach(options::addEnabledCipherSuite);
  }
}
