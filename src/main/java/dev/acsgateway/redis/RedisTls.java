package dev.acsgateway.redis;

import dev.acsgateway.config.ConfigNode;
import dev.acsgateway.config.Pem;
import dev.acsgateway.config.Secret;
import dev.acsgateway.config.TlsIdentity;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.Optional;
import java.util.Set;

/**
 * How connections are encrypted. The server's host name is always verified.
 *
 * @param trusted the authorities that may have issued the server's certificate, PEM; empty for
 *     those that the JDK trusts
 * @param client the certificate that servers ask for, if they do
 */
public record RedisTls(Optional<String> trusted, Optional<Client> client) {
  /** With the authorities that the JDK trusts. */
  static final RedisTls USUAL = new RedisTls(Optional.empty(), Optional.empty());

  private static final String VERIFY_HOST_NAME = "HTTPS";
  private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

  /**
   * What this node proves itself with.
   *
   * @param certificate its certificate and those of intermediate authorities, PEM
   * @param key its private key, PEM
   */
  public record Client(String certificate, Secret key) {}

  /** Reads the settings of the section {@code redis} about TLS. */
  static RedisTls from(ConfigNode node) {
    Optional<String> trusted = node.pem("trust-certificate", Pem::certificates).map(Secret::value);
    Optional<Secret> certificate = node.pem("client-certificate", Pem::certificates);
    Optional<Secret> key = node.pem("client-key", Pem::privateKey);
    if (certificate.isPresent() != key.isPresent()) {
      node.addProblem(
          certificate.isPresent() ? "client-key" : "client-certificate",
          "is missing; a client certificate and its key go together");
    }
    Optional<Client> client =
        certificate.flatMap(chain -> key.map(secret -> new Client(chain.value(), secret)));
    client.ifPresent(
        own ->
            node.checked(
                "client-certificate",
                own.certificate(),
                own,
                chain -> {
                  TlsIdentity.of(chain, own.key().value());
                  return own;
                }));
    return new RedisTls(trusted, client);
  }

  /**
   * Whether any of the settings is given, which says nothing where connections are in the clear.
   */
  boolean isGiven() {
    return trusted.isPresent() || client.isPresent();
  }

  /** Encrypts connections that are made with these options. */
  void apply(NetClientOptions tcp) {
    tcp.setSsl(true)
        .setHostnameVerificationAlgorithm(VERIFY_HOST_NAME)
        .setEnabledSecureTransportProtocols(PROTOCOLS);
    trusted.ifPresent(
        pem -> tcp.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(pem))));
    client.ifPresent(
        own ->
            tcp.setKeyCertOptions(
                new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(own.certificate()))
                    .addKeyValue(Buffer.buffer(own.key().value()))));
  }
}
