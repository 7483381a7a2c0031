package dev.acsgateway.http.edge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves with a new certificate once its files change; open connections stay as they are. A change
 * counts once two looks in a row saw the same, so that no file is used half written, and only if
 * key and certificate belong together.
 */
public final class TlsReload {
  private static final Logger log = LoggerFactory.getLogger(TlsReload.class);
  private static final Duration BETWEEN_WARNINGS = Duration.ofDays(1);

  private final Vertx vertx;
  private final TlsConfig config;
  private final InstantSource clock;
  private volatile ServerIdentity identity;
  private TlsFiles served;
  private TlsFiles seen;
  private String problem = "";
  private Instant nextWarning = Instant.MIN;

  private TlsReload(
      Vertx vertx,
      TlsConfig config,
      InstantSource clock,
      TlsFiles served,
      ServerIdentity identity) {
    this.vertx = vertx;
    this.config = config;
    this.clock = clock;
    this.served = served;
    this.seen = served;
    this.identity = identity;
  }

  /** Reads the files a first time; fails with {@link UnusableTls}. */
  public static Future<TlsReload> prepare(Vertx vertx, TlsConfig config) {
    return prepare(vertx, config, Clock.systemUTC());
  }

  /** The same by another clock. */
  static Future<TlsReload> prepare(Vertx vertx, TlsConfig config, InstantSource clock) {
    return vertx
        .executeBlocking(
            () -> {
              TlsFiles files = TlsFiles.read(config);
              return new TlsReload(vertx, config, clock, files, ServerIdentity.of(files, config));
            })
        .map(Objects::requireNonNull)
        .onSuccess(
            prepared -> {
              log.info("Serving with {}: {}", config.certificate(), prepared.identity);
              prepared.warnOfEnd();
            });
  }

  /** The same options with TLS, and so with HTTP/2. */
  public HttpServerOptions applyTo(HttpServerOptions options) {
    ServerSSLOptions tls = served.options(identity);
    tls.getEnabledCipherSuites().forEach(options::addEnabledCipherSuite);
    return options
        .setSsl(true)
        .setUseAlpn(true)
        .setKeyCertOptions(tls.getKeyCertOptions())
        .setTrustOptions(tls.getTrustOptions())
        .setClientAuth(tls.getClientAuth());
  }

  /** Returns when the certificate that is served ends. May be asked from any thread. */
  public Instant end() {
    return identity.end();
  }

  /** Looks at the files from now on, as long as the caller is deployed. */
  public void watch(HttpServer server) {
    vertx.setTimer(
        config.reload().toMillis(), due -> look(server).onComplete(done -> watch(server)));
  }

  private Future<Void> look(HttpServer server) {
    warnOfEnd();
    return vertx
        .executeBlocking(() -> TlsFiles.read(config))
        .map(Objects::requireNonNull)
        .compose(files -> consider(files, server))
        .recover(
            e -> {
              complainOnce(e);
              return Future.succeededFuture();
            });
  }

  private Future<Void> consider(TlsFiles files, HttpServer server) {
    boolean settled = files.equals(seen);
    seen = files;
    if (files.equals(served)) {
      problem = "";
      return Future.succeededFuture();
    }
    return settled ? use(files, server) : Future.succeededFuture();
  }

  private Future<Void> use(TlsFiles files, HttpServer server) {
    return vertx
        .executeBlocking(() -> ServerIdentity.of(files, config))
        .map(Objects::requireNonNull)
        .compose(
            fresh ->
                server
                    .updateSSLOptions(files.options(fresh), true)
                    .onSuccess(
                        updated -> {
                          served = files;
                          identity = fresh;
                          problem = "";
                          nextWarning = Instant.MIN;
                          log.info(
                              "Serving with the new certificate in {}: {}",
                              config.certificate(),
                              fresh);
                        }))
        .mapEmpty();
  }

  private void complainOnce(Throwable e) {
    String found =
        e instanceof UnusableTls unusable ? unusable.problem() : e.getClass().getSimpleName();
    if (!found.equals(problem)) {
      problem = found;
      log.warn("Keeping the old certificate: {}", found);
      log.debug("Keeping the old certificate", e);
    }
  }

  private void warnOfEnd() {
    Instant now = clock.instant();
    if (identity.isDue(now) && !now.isBefore(nextWarning)) {
      nextWarning = now.plus(BETWEEN_WARNINGS);
      log.warn(
          "The certificate in {} {} at {}. Replace it; a new file is used without a restart.",
          config.certificate(),
          now.isBefore(identity.end()) ? "ends" : "has ended",
          identity.end());
    }
  }
}
