package dev.acsgateway.fake;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** An HTTP proxy that knows CONNECT, and one server on this machine for every name. */
public final class ConnectProxy {
  private final Vertx vertx;
  private final int target;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile @Nullable String authorization;

  private ConnectProxy(Vertx vertx, int target) {
    this.vertx = vertx;
    this.target = target;
    this.server = vertx.createHttpServer().requestHandler(this::handle);
  }

  /**
   * Starts a proxy on a free port.
   *
   * @param target the port to which all connections lead
   */
  public static ConnectProxy start(Vertx vertx, int target) throws TimeoutException {
    ConnectProxy proxy = new ConnectProxy(vertx, target);
    proxy.server.listen(0, "127.0.0.1").await(20, TimeUnit.SECONDS);
    return proxy;
  }

  /** Wants this user and password, joined by a colon, from now on. */
  public void want(String credentials) {
    authorization =
        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  private void handle(HttpServerRequest request) {
    String wanted = authorization;
    if (!request.method().equals(HttpMethod.CONNECT)) {
      request.response().setStatusCode(405).end();
    } else if (wanted != null && !wanted.equals(request.getHeader("Proxy-Authorization"))) {
      request.response().setStatusCode(407).putHeader("Proxy-Authenticate", "Basic").end();
    } else {
      asked.add(request.uri());
      vertx
          .createNetClient()
          .connect(target, "127.0.0.1")
          .compose(far -> request.toNetSocket().onSuccess(near -> join(near, far)))
          .onFailure(e -> request.connection().close());
    }
  }

  private static void join(NetSocket near, NetSocket far) {
    near.pipeTo(far);
    far.pipeTo(near);
  }

  /** Returns what was asked for, as in the request lines. */
  public List<String> asked() {
    return asked;
  }

  /** Returns where it listens. */
  public int port() {
    return server.actualPort();
  }

  /** Stops it. */
  public Future<Void> close() {
    return server.close();
  }
}
