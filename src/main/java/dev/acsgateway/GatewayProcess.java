package dev.acsgateway;

import io.vertx.core.Vertx;
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

  private final GatewayConfig config;
  private final Teardown teardown = new Teardown();

  public GatewayProcess(GatewayConfig config) {
    this.config = config;
  }

  /** Starts to serve. When it fails, {@link #close} is still to be called. */
  public Gateway start() {
    Vertx vertx = Vertx.vertx();
    teardown.add("event loops", () -> vertx.close().await());
    Gateway gateway = Gateway.start(vertx, config).await();
    teardown.add("gateway", () -> gateway.close().await());
    LOG.info("Serving: API on port {}, admin on port {}", gateway.apiPort(), gateway.adminPort());
    return gateway;
  }

  /** Lets the requests in flight finish, then stops. */
  @Override
  public void close() {
    teardown.run();
  }
}
