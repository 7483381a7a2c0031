package dev.acsgateway.acs;

import dev.acsgateway.config.Secret;
import dev.acsgateway.emulator.tls.CertificateAuthority;
import dev.acsgateway.emulator.tls.ServerCertificate;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTPS server on a free port that gives whatever answer a test wants. */
final class CannedAcs {
  static final String KEY = "c2VjcmV0LWtleS1vZi10aGUtdGVzdA==";

  final AtomicInteger connections = new AtomicInteger();
  final AtomicInteger requests = new AtomicInteger();
  volatile Handler<HttpServerRequest> answer = request -> request.response().end();

  private final Path trust;
  private final HttpServer server;
  private final Vertx vertx;

  CannedAcs(Vertx vertx, Path directory) {
    this.vertx = vertx;
    ServerCertificate certificate = CertificateAuthority.issue(Instant.now(), List.of());
    trust = directory.resolve("trust.pem");
    write(trust, certificate.trustPem());
    PemKeyCertOptions key =
        new PemKeyCertOptions()
            .addKeyValue(Buffer.buffer(certificate.keyPem()))
            .addCertValue(Buffer.buffer(certificate.chainPem()));
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(key))
            .connectionHandler(connection -> connections.incrementAndGet())
            .requestHandler(
                request -> {
                  requests.incrementAndGet();
                  answer.handle(request);
                });
    Await.result(server.listen(0, "localhost"));
  }

  /** Answers with a status and a body. */
  void answers(int status, String body) {
    answer = request -> request.response().setStatusCode(status).end(body);
  }

  /** Answers with a status, one header and no body. */
  void answers(int status, String header, String value) {
    answer = request -> request.response().setStatusCode(status).putHeader(header, value).end();
  }

  /** Promises more than it sends. */
  void breaksOffAfter(int status, String half) {
    answer =
        request ->
            request
                .response()
                .setStatusCode(status)
                .putHeader("Content-Length", "4096")
                .write(half)
                .onComplete(written -> vertx.setTimer(50, fired -> request.connection().close()));
  }

  AcsConfig config() {
    return config(Duration.ofSeconds(10));
  }

  AcsConfig config(Duration timeout) {
    return new AcsConfig(
        AcsAccount.of("https://localhost:" + server.actualPort(), new AccessKey(new Secret(KEY))),
        timeout,
        8,
        Optional.of(trust));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
