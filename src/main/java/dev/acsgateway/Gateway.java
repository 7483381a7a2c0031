package dev.acsgateway;

import dev.acsgateway.config.Authority;
import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.failure.WrongResource;
import dev.acsgateway.health.Health;
import dev.acsgateway.health.Probe;
import dev.acsgateway.redis.CommandObserver;
import dev.acsgateway.redis.IncompatibleStore;
import dev.acsgateway.redis.RedisStore;
import dev.acsgateway.telemetry.Metrics;
import dev.acsgateway.telemetry.Tracing;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node: the composition root. Everything is built, deployed and closed here. */
public final class Gateway {
  private static final Logger log = LoggerFactory.getLogger(Gateway.class);

  private final Vertx vertx;
  private final RedisStore store;
  private final Metrics metrics;
  private final Optional<Tracing> tracing;
  private final NodeClock clock;
  private final boolean comparesClock;
  private final AcsAccess acs;
  private final Services services;
  private final Health health;
  private final Listeners listeners;
  private final Duration drain;
  private final String surroundings;
  private final Promise<Void> stopping = Promise.promise();
  private @Nullable Future<Void> start;
  private final Deque<String> deployed = new ConcurrentLinkedDeque<>();

  private Gateway(Vertx vertx, GatewayConfig config, GatewayOptions options) {
    this.vertx = vertx;
    this.tracing = options.tracing().apply(config.tracing());
    clock = new NodeClock(options.clock(), System::nanoTime, config.token().minimumValidity());
    comparesClock = options.comparesClock();
    SecureRandom random = new SecureRandom();
    RandomIds ids = new RandomIds(random);

    metrics = new Metrics();
    store =
        new RedisStore(
            vertx,
            config.redis(),
            config.cleanup(),
            AcsAccess.fingerprints(config),
            clock,
            random,
            ids,
            observer(metrics, tracing),
            RedisEntraTokens.of(vertx, config));
    metrics.redis(
        store::isUp, () -> store.invalidations().upToDate(), () -> store.writeRefusal().isEmpty());
    metrics.clock(Map.of("redis", clock::aheadByRedis, "acs", clock::aheadByAcs));
    metrics.unreadableValues(store::unreadableValues);
    acs =
        new AcsAccess(
            vertx,
            config,
            store,
            metrics,
            tracing,
            options.change(),
            clock,
            comparesClock ? clock::heardFromAcs : date -> {},
            random);
    health =
        new Health(
            vertx,
            List.of(
                new Probe("redis", () -> Future.succeededFuture(store.isUp())),
                new Probe(
                    "redis-writes",
                    () -> Future.succeededFuture(store.writeRefusal().isEmpty()),
                    Probe.Need.NEVER),
                new Probe(
                    "clock", () -> Future.succeededFuture(clock.isRightEnough()), Probe.Need.NEVER),
                new Probe("acs", () -> Future.succeededFuture(acs.isUp())),
                new Probe(
                    "access-key",
                    () -> Future.succeededFuture(!store.issuingKeys().isUnread()),
                    Probe.Need.ALWAYS)));
    services = Services.create(vertx, config, store, acs, clock, ids);

    listeners =
        new Listeners(
            new NodeParts(
                vertx, config, store, metrics, tracing, acs, services, health, clock, random),
            options.more());
    drain = config.api().drain();
    surroundings =
        "Redis (%s) at %s, ACS at %s"
            .formatted(
                config.redis().mode().name().toLowerCase(Locale.ROOT),
                config.redis().endpoints().addresses().stream()
                    .map(Authority::toString)
                    .collect(Collectors.joining(", ")),
                acs.endpoint());
  }

  private static CommandObserver observer(Metrics metrics, Optional<Tracing> tracing) {
    return tracing
        .<CommandObserver>map(it -> new TracedCommands(it, metrics))
        .orElse(metrics::redisCommand);
  }

  /** Starts a node as in production; see {@link #start(Vertx, GatewayConfig, GatewayOptions)}. */
  public static Future<Gateway> start(Vertx vertx, GatewayConfig config) {
    return start(vertx, config, GatewayOptions.USUAL);
  }

  /**
   * Starts a node. Without Redis it starts all the same, is not ready, and goes on trying; a Redis
   * that must not be used fails the start with {@link IncompatibleStore}, an ACS resource that is
   * not the ledger's with {@link WrongResource}, unless it is to be adopted.
   */
  public static Future<Gateway> start(Vertx vertx, GatewayConfig config, GatewayOptions options) {
    Gateway gateway = create(vertx, config, options);
    return gateway.start().map(gateway);
  }

  /** Makes a node that {@link #start()} is still to start, and {@link #close} always to close. */
  static Gateway create(Vertx vertx, GatewayConfig config, GatewayOptions options) {
    return new Gateway(vertx, config, options);
  }

  /** Starts to serve; once. Fails, with everything closed, also when it is closed meanwhile. */
  synchronized Future<Void> start() {
    if (stopping.future().isComplete()) {
      return stopped();
    }
    Future<Void> begun =
        unlessStopping(connect())
            .compose(connected -> unlessStopping(compareClock()))
            .compose(compared -> unlessStopping(acs.knowResource()))
            .compose(connected -> unlessStopping(deploy()))
            .compose(deployed -> unlessStopping(acs.ready()))
            .recover(e -> undeploy().transform(closed -> Future.failedFuture(e)));
    start = begun;
    return begun;
  }

  private static Future<Void> stopped() {
    return Future.failedFuture(new StartRefused("Stopped while it was starting"));
  }

  /** A step of the start, which is not waited for once the node is closed. */
  private Future<Void> unlessStopping(Future<Void> step) {
    Promise<Void> ended = Promise.promise();
    stopping.future().onComplete(told -> stopped().onFailure(ended::tryFail));
    step.onComplete(
        done -> {
          if (done.succeeded()) {
            ended.tryComplete();
          } else {
            ended.tryFail(done.cause());
          }
        });
    return ended.future();
  }

  /**
   * Before anything is served: by a clock that is slow, tokens seem to live longer than they do.
   */
  private Future<Void> compareClock() {
    return comparesClock
        ? deployed(vertx.deployVerticle(new ClockComparison(store, clock)))
        : Future.succeededFuture();
  }

  private Future<Void> connect() {
    return store
        .firstConnection()
        .recover(
            e -> {
              if (e instanceof IncompatibleStore) {
                return Future.failedFuture(e);
              }
              if (!stopping.future().isComplete()) {
                log.warn("Redis is not reachable, trying on: {}", reason(e));
              }
              return Future.succeededFuture();
            });
  }

  private static String reason(Throwable e) {
    return e instanceof StoreUnavailable store ? store.reason() : String.valueOf(e.getMessage());
  }

  /** The listeners come last, and go first, so that nobody is served by half a node. */
  private Future<Void> deploy() {
    return deployed(
            vertx.deployVerticle(
                services.cleaner(),
                new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)))
        .compose(running -> deployed(vertx.deployVerticle(services.schedules())))
        .compose(running -> listeners.deploy(vertx, this::deployed));
  }

  private Future<Void> deployed(Future<String> deployment) {
    return deployment.onSuccess(deployed::push).mapEmpty();
  }

  /** The settings of this node that may change while it runs. */
  ReloadableSettings live() {
    return listeners.live();
  }

  /** Where Redis and ACS are, for a line of the log. */
  String surroundings() {
    return surroundings;
  }

  /** The port of the API listener, which matters where the configured one is 0. */
  public int apiPort() {
    return listeners.apiPort();
  }

  /** The port of the admin listener, which matters where the configured one is 0. */
  public int adminPort() {
    return listeners.adminPort();
  }

  /**
   * Stops the node: it says that it is not ready, goes on serving for as long as it is told to,
   * answers what is under way, gives its leases back and closes its connections. The Vert.x that it
   * was started on stays open.
   */
  public synchronized Future<Void> close() {
    stopping.tryComplete();
    Future<Void> begun = start;
    if (begun == null) {
      return undeploy();
    }
    if (!begun.isComplete()) {
      log.info("Stopping, before the start was complete");
      return begun.transform(ended -> Future.succeededFuture());
    }
    log.info("Stopping: this node is no longer ready");
    health.drain();
    return drained().eventually(this::undeploy).mapEmpty();
  }

  private Future<?> drained() {
    if (drain.isZero()) {
      return Future.succeededFuture();
    }
    log.info("Draining: serving for another {} ms (api.drain)", drain.toMillis());
    return vertx.timer(drain.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Future<Void> undeploy() {
    Future<Void> undeployed = Future.succeededFuture();
    for (String deployment : deployed) {
      undeployed = undeployed.eventually(() -> vertx.undeploy(deployment));
    }
    return undeployed
        .eventually(store::close)
        .eventually(() -> tracing.map(Tracing::close).orElseGet(Future::succeededFuture))
        .onComplete(closed -> metrics.close());
  }
}
