package dev.acsgateway.emulator;

import dev.acsgateway.emulator.tls.CertificateAuthority;
import dev.acsgateway.emulator.tls.ServerCertificate;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The servers that share the emulator's port, one per event loop, and their certificate. */
final class Listeners {
  private final Vertx vertx;
  private final EmulatorOptions options;
  private final Handler<HttpServerRequest> api;
  private final @Nullable ServerCertificate certificate;
  private final @Nullable Path caFile;
  private volatile int port;

  Listeners(Vertx vertx, EmulatorOptions options, Handler<HttpServerRequest> api) {
    this.vertx = vertx;
    this.options = options;
    this.api = api;
    this.certificate = options.tls() ? certificate(options) : null;
    this.caFile = certificate == null ? null : written(certificate.trustPem(), options.caFile());
  }

  Future<Integer> open() {
    return vertx
        .deployVerticle(
            () -> new Listener(this, server(), api),
            new DeploymentOptions().setInstances(options.eventLoops()))
        .map(id -> port);
  }

  /** Tidies up; the servers themselves go with the verticle that opened them. */
  Future<Void> close() {
    return caFile == null || options.caFile() != null
        ? Future.succeededFuture()
        : vertx.fileSystem().delete(caFile.toString());
  }

  int port() {
    return port;
  }

  void bound(int actual) {
    port = actual;
  }

  URI endpoint() {
    String shown = options.host().equals("0.0.0.0") ? "127.0.0.1" : options.host();
    return URI.create((options.tls() ? "https://" : "http://") + shown + ":" + port + "/");
  }

  Path caFile() {
    if (caFile == null) {
      throw new IllegalStateException("without TLS there is no certificate");
    }
    return caFile;
  }

  String caPem() {
    if (certificate == null) {
      throw new IllegalStateException("without TLS there is no certificate");
    }
    return certificate.trustPem();
  }

  /**
   * HTTP/1.1 only: every ACS SDK speaks it, and it alone has a Host header exactly as sent. A port
   * of -1 asks Vert.x for one free port for all instances.
   */
  private HttpServerOptions server() {
    HttpServerOptions server =
        new HttpServerOptions()
            .setHost(options.host())
            .setPort(options.port() == 0 ? -1 : options.port())
            .setMaxInitialLineLength(16 * 1024)
            .setMaxHeaderSize(64 * 1024);
    if (certificate != null) {
      server
          .setSsl(true)
          .setUseAlpn(false)
          .setKeyCertOptions(
              new PemKeyCertOptions()
                  .setKeyValue(Buffer.buffer(certificate.keyPem()))
                  .setCertValue(Buffer.buffer(certificate.chainPem())));
    }
    return server;
  }

  /** Valid by the system's clock: no TLS stack goes by another. */
  private static ServerCertificate certificate(EmulatorOptions options) {
    ServerCertificate given = options.certificate();
    boolean named = options.host().matches(".*[a-z].*") && !options.host().equals("localhost");
    return given != null
        ? given
        : CertificateAuthority.issue(
            InstantSource.system().instant(), named ? List.of(options.host()) : List.of());
  }

  private static Path written(String pem, @Nullable Path wanted) {
    try {
      Path file = wanted == null ? Files.createTempFile("acs-emulator-ca", ".pem") : wanted;
      return Files.writeString(file, pem).toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException("the emulator's certificate cannot be written", e);
    }
  }
}
