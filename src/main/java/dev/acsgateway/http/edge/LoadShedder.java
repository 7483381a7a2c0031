package dev.acsgateway.http.edge;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** Turns requests away while there are too many: cheaply, before anything looks at them. */
public final class LoadShedder implements Handler<HttpServerRequest> {
  private final EventLoopLoad load;
  private final ConnectionGuard connections;
  private final Handler<HttpServerRequest> next;
  private final Handler<HttpServerRequest> refusal;

  /**
   * @param refusal answers a request that is one too many
   */
  public LoadShedder(
      EventLoopLoad load,
      ConnectionGuard connections,
      Handler<HttpServerRequest> next,
      Handler<HttpServerRequest> refusal) {
    this.load = load;
    this.connections = connections;
    this.next = next;
    this.refusal = refusal;
  }

  @Override
  public void handle(HttpServerRequest request) {
    connections.requested(request);
    if (load.isTooMuch()) {
      refusal.handle(request);
    } else {
      next.handle(request);
    }
  }
}
