package dev.acsgateway.http;

import dev.acsgateway.http.edge.BodyFraming;
import dev.acsgateway.http.edge.ConnectionGuard;
import dev.acsgateway.http.edge.EventLoopLoad;
import dev.acsgateway.http.edge.LoadShedder;
import dev.acsgateway.http.edge.OrderlyFlowController;
import dev.acsgateway.http.edge.Refusal;
import dev.acsgateway.http.edge.TlsReload;
import dev.acsgateway.http.watch.RequestObservers;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A server that answers by a route table. Instances that are given one table share their port. */
public final class ListenerVerticle extends VerticleBase {
  private static final Problem OVERLOADED =
      Problem.ofDelay(
          ProblemType.OVERLOADED,
          "This node has more to do than it can; another may not.",
          Duration.ofSeconds(1));

  private final ListenerConfig config;
  private final RouteTable routes;
  private final SecurityChain gatekeeper;
  private final Supplier<String> requestIds;
  private final BooleanSupplier leaving;
  private final RequestObservers watch;
  private volatile @Nullable HttpServer server;
  private volatile @Nullable TlsReload certificate;

  /**
   * @param requestIds makes request ids, see {@link RequestIds}
   * @param leaving whether the node is going away, and every answer is to be its connection's last
   * @param watch looks at what is served
   */
  public ListenerVerticle(
      ListenerConfig config,
      RouteTable routes,
      SecurityChain gatekeeper,
      Supplier<String> requestIds,
      BooleanSupplier leaving,
      RequestObservers watch) {
    this.config = config;
    this.routes = routes;
    this.gatekeeper = gatekeeper;
    this.requestIds = requestIds;
    this.leaving = leaving;
    this.watch = watch;
  }

  @Override
  public Future<?> start() {
    HttpServerOptions options = config.toOptions(groupOf(routes), routes.hasLongAnswers());
    return config
        .tls()
        .map(
            tls ->
                TlsReload.prepare(vertx, tls)
                    .onSuccess(prepared -> certificate = prepared)
                    .compose(reload -> listen(reload.applyTo(options)).onSuccess(reload::watch)))
        .orElseGet(() -> listen(options));
  }

  private Future<HttpServer> listen(HttpServerOptions options) {
    EventLoopLoad load = new EventLoopLoad(config.load(), watch.nanos(), watch.lag());
    ConnectionGuard connections =
        new ConnectionGuard(
            config.load(),
            load,
            config.idleTimeout().plus(config.requestDeadline()),
            gatekeeper.refusals());
    load.start(vertx);
    HttpDate date = new HttpDate(InstantSource.system());
    date.start(vertx);
    connections.start(vertx);
    Router router =
        new RouterFactory(config, gatekeeper, load, watch).router(vertx, routes.table());
    Handler<HttpServerRequest> routed = new RequestTargetHandler(routes.table(), router);
    Handler<HttpServerRequest> answers =
        watch.followsEach() || !config.corsOrigins().isEmpty()
            ? routed
            : routes.before(gatekeeper, watch, routed);
    Handler<HttpServerRequest> hosted = new HostHandler(vertx, routes.hosts(), answers);
    return vertx
        .createHttpServer(options)
        .connectionHandler(
            connection -> {
              OrderlyFlowController.install(connection);
              BodyFraming.install(connection);
              connections.handle(connection);
            })
        .requestHandler(
            new CatchAllHandler(
                new CommonHeaders(
                    requestIds,
                    date,
                    options.isSsl(),
                    leaving,
                    watch.begun(),
                    new LoadShedder(load, connections, hosted, this::refuse))))
        .invalidRequestHandler(
            new CommonHeaders(
                requestIds,
                date,
                options.isSsl(),
                leaving,
                watch.begun(),
                new UnparsableRequestHandler()))
        .listen()
        .onSuccess(listening -> server = listening)
        .recover(e -> Future.failedFuture(new CannotListen(config.host(), config.port(), e)));
  }

  private void refuse(HttpServerRequest request) {
    gatekeeper.refusals().count(Refusal.OVERLOAD);
    ProblemWriter.write(request, OVERLOADED);
    BodyDrainer.discard(vertx, request);
  }

  private static int groupOf(RouteTable routes) {
    return 1 + (System.identityHashCode(routes) & 0xFFFFFF);
  }

  /** Takes no more requests, and ends when those under way are answered or past their deadline. */
  @Override
  public Future<?> stop() {
    HttpServer listening = server;
    return listening == null
        ? Future.succeededFuture()
        : listening.shutdown(config.requestDeadline().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns when its certificate ends; empty without TLS. May be asked from any thread. */
  public Optional<Instant> certificateEnd() {
    return Optional.ofNullable(certificate).map(TlsReload::end);
  }

  /**
   * The port it listens on, which matters where the configured one is 0. May be asked from any
   * thread.
   *
   * @throws IllegalStateException before it has started
   */
  public int port() {
    HttpServer listening = server;
    if (listening == null) {
      throw new IllegalStateException("Not started");
    }
    return listening.actualPort();
  }
}
