package dev.acsgateway.http.edge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The contents of the files that TLS needs, as they were at one moment.
 *
 * @param contents certificate, key, and the client CA where there is one
 */
record TlsFiles(List<Buffer> contents) {

  static Future<TlsFiles> read(Vertx vertx, TlsConfig config) {
    List<Future<Buffer>> files =
        Stream.concat(Stream.of(config.certificate(), config.key()), config.clientCa().stream())
            .map(Path::toString)
            .map(vertx.fileSystem()::readFile)
            .toList();
    return Future.all(files).map(read -> new TlsFiles(read.list()));
  }

  ServerSSLOptions options() {
    ServerSSLOptions options =
        new ServerSSLOptions()
            .setUseAlpn(true)
            .setKeyCertOptions(
                new PemKeyCertOptions().addCertValue(contents.get(0)).addKeyValue(contents.get(1)));
    TlsRules.apply(options);
    return contents.size() == 2
        ? options
        : options
            .setTrustOptions(new PemTrustOptions().addCertValue(contents.get(2)))
            .setClientAuth(ClientAuth.REQUIRED);
  }
}
