package dev.acsgateway.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
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
import java.util.List;
import java.util.Map;

/**
 * The least that could answer a request for a token: one vertx-web route with the same bytes over
 * the same transport, and, when a Redis is named, one {@code GET} on a pipelined connection per
 * event loop before it.
 *
 * <p>Arguments: port, file with the body, file with the headers, and optionally the URL of a Redis
 * and a key in it.
 */
public final class BareServer extends VerticleBase {
  private final int port;
  private final Buffer body;
  private final List<Map.Entry<CharSequence, CharSequence>> headers;
  private final String redisUrl;
  private final String key;

  private BareServer(
      int port,
      Buffer body,
      List<Map.Entry<CharSequence, CharSequence>> headers,
      String redisUrl,
      String key) {
    this.port = port;
    this.body = body;
    this.headers = headers;
    this.redisUrl = redisUrl;
    this.key = key;
  }

  /** Runs until it is killed. */
  public static void main(String... arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    Buffer body = Buffer.buffer(Files.readAllBytes(Path.of(arguments[1])));
    List<Map.Entry<CharSequence, CharSequence>> headers =
        Files.readAllLines(Path.of(arguments[2])).stream()
            .map(line -> line.split(": ", 2))
            .map(BareServer::header)
            .toList();
    String redisUrl = arguments.length > 4 ? arguments[3] : "";
    String key = arguments.length > 4 ? arguments[4] : "";
    Vertx.vertx(new VertxOptions().setPreferNativeTransport(true))
        .deployVerticle(
            () -> new BareServer(port, body, headers, redisUrl, key),
            new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors()))
        .await();
  }

  private static Map.Entry<CharSequence, CharSequence> header(String[] line) {
    return Map.entry(HttpHeaders.createOptimized(line[0]), HttpHeaders.createOptimized(line[1]));
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
    headers.forEach(it -> context.response().putHeader(it.getKey(), it.getValue()));
    context.response().end(body);
  }
}
