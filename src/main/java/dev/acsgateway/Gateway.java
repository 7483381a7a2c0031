package dev.acsgateway;

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
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
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
            observer(metrics, tracing));
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
    Gateway gateway = new Gateway(vertx, config, options);
    return gateway
        .connect()
        .compose(connected -> gateway.compareClock())
        .compose(compared -> gateway.acs.knowResource())
        .compose(connected -> gateway.deploy())
        .compose(deployed -> gateway.acs.ready())
        .map(gateway)
        .recover(e -> gateway.undeploy().transform(closed -> Future.failedFuture(e)));
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
              log.warn("Redis is not reachable, trying on: {}", reason(e));
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
  LiveSettings live() {
    return listeners.live();
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
  public Future<Void> close() {
    health.drain();
    Future<?> passedOver =
        drain.isZero()
            ? Future.succeededFuture()
            : vertx.timer(drain.toMillis(), TimeUnit.MILLISECONDS);
    return passedOver.eventually(this::undeploy).mapEmpty();
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
