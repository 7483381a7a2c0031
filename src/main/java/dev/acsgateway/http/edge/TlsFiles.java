package dev.acsgateway.http.edge;

import dev.acsgateway.config.TextFile;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The texts of the files that TLS needs, as they were at one moment.
 *
 * @param clientCa who must have issued a client's certificate; none is asked for without
 */
record TlsFiles(String certificate, String key, Optional<String> clientCa) {

  /**
   * Reads the files. Blocks.
   *
   * @throws UnusableTls if one cannot be read
   */
  static TlsFiles read(TlsConfig config) throws UnusableTls {
    return new TlsFiles(
        text("certificate", config.certificate()),
        text("key", config.key()),
        config.clientCa().isPresent()
            ? Optional.of(text("client-ca", config.clientCa().get()))
            : Optional.empty());
  }

  private static String text(String setting, Path file) throws UnusableTls {
    try {
      return TextFile.read(file);
    } catch (TextFile.Unreadable e) {
      throw new UnusableTls(setting, e.line());
    }
  }

  /**
   * Returns how to serve with these files, of which a client sees no more than the certificates.
   *
   * @param identity what {@link ServerIdentity#of} made of them
   */
  ServerSSLOptions options(ServerIdentity identity) {
    ServerSSLOptions options =
        new ServerSSLOptions()
            .setUseAlpn(true)
            .setKeyCertOptions(
                new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(identity.chainPem()))
                    .addKeyValue(Buffer.buffer(identity.keyPem())));
    TlsRules.apply(options);
    return clientCa
        .map(
            ca ->
                options
                    .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(ca)))
                    .setClientAuth(ClientAuth.REQUIRED))
        .orElse(options);
  }
}
