package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.canary.LogsErrors;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A request is answered or broken off wherever its handler throws. The kind: a place whose
 * exceptions Vert.x only logs, so that the client waits for nothing.
 */
@LogsErrors("ProblemHandler: Request .* failed unexpectedly")
final class ThrowingHandlerTest {
  private final Vertx vertx = Vertx.vertx();
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    Router router = Router.router(vertx);
    router.errorHandler(500, new ProblemHandler());
    router.route("/handler").handler(context -> boom());
    router.route("/handler-begun").handler(this::begin).handler(context -> boom());
    router.route("/answer").handler(context -> answer(context, Future.succeededFuture()));
    router.route("/answer-later").handler(context -> answer(context, later()));
    router.route("/failed-begun").handler(this::begin).handler(context -> context.fail(500));
    server =
        vertx
            .createHttpServer()
            .requestHandler(new CatchAllHandler(request -> outside(request, router)))
            .listen(0)
            .await(20, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private static void outside(HttpServerRequest request, Router router) {
    switch (String.valueOf(request.path())) {
      case "/outside" -> boom();
      case "/outside-begun" -> {
        request.response().setChunked(true).write("half");
        boom();
      }
      default -> router.handle(request);
    }
  }

  private void begin(RoutingContext context) {
    context.response().setChunked(true).write("half");
    context.next();
  }

  private static void answer(RoutingContext context, Future<Void> result) {
    JsonAnswer.when(result, context, done -> boom());
  }

  private Future<Void> later() {
    Promise<Void> promise = Promise.promise();
    vertx.runOnContext(promise::complete);
    return promise.future();
  }

  private static void boom() {
    throw new IllegalStateException("boom");
  }

  private String get(String path) {
    return RawHttp.send(server.actualPort(), RawHttp.head("GET", path) + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/outside", "/handler", "/answer", "/answer-later"})
  void anUnansweredRequestGets500(String path) {
    assertThat(get(path)).startsWith("HTTP/1.1 500 ").contains("internal-error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/outside-begun", "/handler-begun", "/failed-begun"})
  void anAnswerThatHasBegunIsBrokenOff(String path) {
    assertThat(get(path)).contains("half").doesNotContain("0\r\n\r\n");
  }
}
