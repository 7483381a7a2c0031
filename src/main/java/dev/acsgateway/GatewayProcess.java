package dev.acsgateway;

import dev.acsgateway.config.InvalidConfiguration;
import dev.acsgateway.config.Reading;
import dev.acsgateway.failure.AcsFailure;
import dev.acsgateway.failure.WrongResource;
import dev.acsgateway.identity.ResourceChange;
import dev.acsgateway.redis.IncompatibleStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
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

  private final Supplier<Reading<GatewayConfig>> source;
  private final Reading<GatewayConfig> reading;
  private final ResourceChange change;
  private final InstantSource clock;
  private final Teardown teardown = new Teardown();

  /**
   * A gateway process. Reads its configuration, and again from time to time while it runs.
   *
   * @param source reads the configuration; may block, and throws {@link InvalidConfiguration}
   * @param adoptResource whether the ledger is to let go of another ACS resource
   */
  public GatewayProcess(Supplier<Reading<GatewayConfig>> source, boolean adoptResource) {
    this(source, adoptResource, Clock.systemUTC());
  }

  /** The same for a node that lives by another clock. */
  GatewayProcess(
      Supplier<Reading<GatewayConfig>> source, boolean adoptResource, InstantSource clock) {
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
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    teardown.add("event loops", () -> vertx.close().await());
    if (!vertx.isNativeTransportEnabled()) {
      LOG.info("There is no native transport here, which would be faster");
    }
    Gateway gateway =
        Gateway.start(vertx, reading.configuration(), GatewayOptions.USUAL.on(change).by(clock))
            .recover(GatewayProcess::refuse)
            .await();
    teardown.add("gateway", () -> gateway.close().await());
    vertx.deployVerticle(new ConfigurationWatch(source, reading, gateway.live())).await();
    LOG.info("Serving: API on port {}, admin on port {}", gateway.apiPort(), gateway.adminPort());
    return gateway;
  }

  private static Future<Gateway> refuse(Throwable cause) {
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
  }
}
