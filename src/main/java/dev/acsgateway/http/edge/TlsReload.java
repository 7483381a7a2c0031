package dev.acsgateway.http.edge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves with a new certificate once its files change; open connections stay as they are. Files
 * that do not fit together, as while they are being replaced, change nothing.
 */
public final class TlsReload {
  private static final Logger log = LoggerFactory.getLogger(TlsReload.class);

  private final Vertx vertx;
  private final TlsConfig config;
  private TlsFiles served;

  private TlsReload(Vertx vertx, TlsConfig config, TlsFiles served) {
    this.vertx = vertx;
    this.config = config;
    this.served = served;
  }

  /** Reads the files a first time; fails when one cannot be read. */
  public static Future<TlsReload> prepare(Vertx vertx, TlsConfig config) {
    return TlsFiles.read(vertx, config).map(files -> new TlsReload(vertx, config, files));
  }

  /** The same options with TLS, and so with HTTP/2. */
  public HttpServerOptions applyTo(HttpServerOptions options) {
    ServerSSLOptions tls = served.options();
    tls.getEnabledCipherSuites().forEach(options::addEnabledCipherSuite);
    return options
        .setSsl(true)
        .setUseAlpn(true)
        .setKeyCertOptions(tls.getKeyCertOptions())
        .setTrustOptions(tls.getTrustOptions())
        .setClientAuth(tls.getClientAuth());
  }

  /** Looks at the files from now on, as long as the caller is deployed. */
  public void watch(HttpServer server) {
    vertx.setTimer(
        config.reload().toMillis(), due -> reload(server).onComplete(done -> watch(server)));
  }

  private Future<Void> reload(HttpServer server) {
    return TlsFiles.read(vertx, config)
        .compose(
            files ->
                files.equals(served)
                    ? Future.succeededFuture()
                    : server
                        .updateSSLOptions(files.options(), true)
                        .onSuccess(
                            updated -> {
                              served = files;
                              log.info("Serving with the new certificate");
                            })
                        .<Void>mapEmpty())
        .onFailure(e -> log.warn("Keeping the old certificate: {}", e.getMessage()));
  }
}
