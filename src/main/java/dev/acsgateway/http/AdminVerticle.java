package dev.acsgateway.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The admin listener. Deployed once. */
public final class AdminVerticle extends VerticleBase {
  private final AdminConfig config;
  private final AdminRoutes routes;
  private final Gatekeeper gatekeeper;
  private final Supplier<String> requestIds;
  private volatile @Nullable Listener listener;

  /**
   * @param requestIds makes request ids, see {@link RequestIds}
   */
  public AdminVerticle(
      AdminConfig config, AdminRoutes routes, Gatekeeper gatekeeper, Supplier<String> requestIds) {
    this.config = config;
    this.routes = routes;
    this.gatekeeper = gatekeeper;
    this.requestIds = requestIds;
  }

  @Override
  public Future<?> start() {
    return Listener.start(vertx, config.listener(), routes.table(), gatekeeper, requestIds)
        .onSuccess(started -> listener = started);
  }

  @Override
  public Future<?> stop() {
    Listener running = listener;
    return running == null ? Future.succeededFuture() : running.stop();
  }

  /**
   * The port it listens on, which matters where the configured one is 0. May be asked from any
   * thread.
   *
   * @throws IllegalStateException before it has started
   */
  public int port() {
    Listener running = listener;
    if (running == null) {
      throw new IllegalStateException("Not started");
    }
    return running.port();
  }
}
