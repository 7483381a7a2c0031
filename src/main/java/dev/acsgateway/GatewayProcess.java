package dev.acsgateway;

import dev.acsgateway.config.InvalidConfiguration;
import dev.acsgateway.config.LoadedConfig;
import dev.acsgateway.failure.AcsFailure;
import dev.acsgateway.failure.WrongResource;
import dev.acsgateway.identity.ResourceChange;
import dev.acsgateway.redis.IncompatibleStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway with event loops of its own: one process of a deployment.
 *
 * <p>Both methods block. {@link #close} may be called from another thread at any time, also before
 * {@link #start} has returned.
 */
public final class GatewayProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayProcess.class);

  private final String origin;
  private final Supplier<LoadedConfig<GatewayConfig>> source;
  private final LoadedConfig<GatewayConfig> reading;
  private final ResourceChange change;
  private final InstantSource clock;
  private final ShutdownSequence teardown = new ShutdownSequence();

  /**
   * A gateway process. Reads its configuration, and again from time to time while it runs.
   *
   * @param origin where the configuration comes from, for the log
   * @param source reads the configuration; may block, and throws {@link InvalidConfiguration}
   * @param adoptResource whether the ledger is to let go of another ACS resource
   */
  public GatewayProcess(
      String origin, Supplier<LoadedConfig<GatewayConfig>> source, boolean adoptResource) {
    this(origin, source, adoptResource, Clock.systemUTC());
  }

  /** The same for a node that lives by another clock. */
  GatewayProcess(
      String origin,
      Supplier<LoadedConfig<GatewayConfig>> source,
      boolean adoptResource,
      InstantSource clock) {
    this.origin = origin;
    this.clock = clock;
    this.source = source;
    this.reading = source.get();
    this.change = adoptResource ? ResourceChange.ADOPT : ResourceChange.REFUSE;
  }

  /**
   * Starts to serve. When it fails, {@link #close} is still to be called.
   *
   * @throws StartRefused when its operator must act first
   */
  public Gateway start() {
    LOG.info(
        "Starting acs-token-gateway {} on Java {}; configuration: {}",
        version(),
        Runtime.version(),
        origin);
    OpenFiles.warn(reading.configuration());
    Vertx vertx =
        teardown.begin(
            "event loops",
            () -> Vertx.vertx(new VertxOptions().setPreferNativeTransport(true)),
            it -> it.close().await());
    if (!vertx.isNativeTransportEnabled()) {
      LOG.info("There is no native transport here, which would be faster");
    }
    GatewayOptions options = GatewayOptions.USUAL.on(change).by(clock);
    Gateway gateway =
        teardown.begin(
            "gateway",
            () -> Gateway.create(vertx, reading.configuration(), options),
            it -> it.close().await());
    gateway.start().recover(GatewayProcess::refuse).await();
    vertx.deployVerticle(new ConfigurationWatch(source, reading, gateway.live())).await();
    LOG.info("Started within {} ms: {}", uptimeMillis(), gateway.surroundings());
    LOG.info("Serving: API on port {}, admin on port {}", gateway.apiPort(), gateway.adminPort());
    return gateway;
  }

  private static String version() {
    String version = GatewayProcess.class.getPackage().getImplementationVersion();
    return version == null ? "(unpackaged)" : version;
  }

  /** Since the JVM began, which a start consists of for the most part. */
  private static long uptimeMillis() {
    return ManagementFactory.getRuntimeMXBean().getUptime();
  }

  private static Future<Void> refuse(Throwable cause) {
    return Future.failedFuture(
        switch (cause) {
          case WrongResource wrong -> new StartRefused(wrong.reason());
          case IncompatibleStore store -> new StartRefused(String.valueOf(store.getMessage()));
          case AcsFailure failure -> new StartRefused(failure.detail());
          default -> cause;
        });
  }

  /** Lets the requests in flight finish, then stops. */
  @Override
  public void close() {
    teardown.run();
    LOG.info("Stopped");
  }
}
