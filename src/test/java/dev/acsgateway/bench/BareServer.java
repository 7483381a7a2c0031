package dev.acsgateway.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The least that could answer a request for a token: one vertx-web route with the same body, and,
 * when a Redis is named, one {@code GET} on a pipelined connection per event loop before it.
 *
 * <p>Arguments: port, file with the body, and optionally the URL of a Redis and a key in it.
 */
public final class BareServer extends VerticleBase {
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

  private final int port;
  private final Buffer body;
  private final String redisUrl;
  private final String key;

  private BareServer(int port, Buffer body, String redisUrl, String key) {
    this.port = port;
    this.body = body;
    this.redisUrl = redisUrl;
    this.key = key;
  }

  /** Runs until it is killed. */
  public static void main(String... arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    Buffer body = Buffer.buffer(Files.readAllBytes(Path.of(arguments[1])));
    String redisUrl = arguments.length > 3 ? arguments[2] : "";
    String key = arguments.length > 3 ? arguments[3] : "";
    Vertx.vertx()
        .deployVerticle(
            () -> new BareServer(port, body, redisUrl, key),
            new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors()))
        .await();
  }

  @Override
  public Future<?> start() {
    return redisUrl.isEmpty()
        ? listen(this::answer)
        : Redis.createClient(vertx, redisUrl).connect().compose(this::listenWith);
  }

  private Future<?> listenWith(RedisConnection redis) {
    return listen(
        context ->
            redis
                .send(Request.cmd(Command.GET).arg(key))
                .onSuccess(value -> answer(context))
                .onFailure(context::fail));
  }

  private Future<?> listen(Handler<RoutingContext> handler) {
    Router router = Router.router(vertx);
    router.post("/v1/users/:userId/token").handler(handler);
    return vertx
        .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
        .requestHandler(router)
        .listen();
  }

  private void answer(RoutingContext context) {
    context.response().putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(body);
  }
}
