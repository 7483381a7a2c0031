package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.failure.DeadlineExceeded;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadlineHandlerTest {
  private static final Duration DEADLINE = Duration.ofMillis(300);
  private static final Duration BETWEEN = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int EXCEEDED = 504;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer server;

  /** Requests that were still unanswered long after their time was up. */
  private final AtomicInteger overdue = new AtomicInteger();

  private record Answer(int status, Duration took) {}

  @BeforeEach
  void start() {
    Router router = Router.router(vertx);
    router
        .route()
        .handler(new DeadlineHandler(DEADLINE, RoutingContext::next))
        .failureHandler(this::fail);
    router.route("/silent").handler(this::watch);
    router.route("/quick").handler(context -> after(context, Duration.ofMillis(50)));
    router.route("/long").handler(this::longer);
    server = vertx.createHttpServer().requestHandler(router).listen(0).await();
  }

  @AfterEach
  void stop() {
    client.close();
    vertx.close().await();
  }

  private void fail(RoutingContext context) {
    boolean late = context.failure() instanceof DeadlineExceeded;
    context.response().setStatusCode(late ? EXCEEDED : 500).end();
  }

  /** Timers of one event loop fire in the order of their times, however late they are. */
  private void watch(RoutingContext context) {
    vertx.setTimer(
        DEADLINE.multipliedBy(2).toMillis(),
        passed ->
            vertx.runOnContext(
                then -> {
                  if (!context.response().ended()) {
                    overdue.incrementAndGet();
                  }
                }));
  }

  private static void after(RoutingContext context, Duration pause) {
    context.vertx().setTimer(pause.toMillis(), passed -> context.response().end());
  }

  private void longer(RoutingContext context) {
    DeadlineHandler.lift(context);
    after(context, DEADLINE.multipliedBy(2));
  }

  @Test
  void everyRequestHasTheWholeTimeForItself() {
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      answers.add(ask("/silent"));
      vertx.timer(BETWEEN.toMillis(), TimeUnit.MILLISECONDS).await();
    }

    for (CompletableFuture<Answer> each : answers) {
      assertInTime(each.join());
    }
  }

  @Test
  void oneThatComesWhenAllOthersAreOverHasItToo() {
    assertInTime(ask("/silent").join());
    assertInTime(ask("/silent").join());
  }

  @Test
  void whoIsAnsweredInTimeIsLeftAlone() {
    CompletableFuture<Answer> silent = ask("/silent");
    vertx.timer(BETWEEN.toMillis(), TimeUnit.MILLISECONDS).await();

    assertThat(ask("/quick").join().status()).isEqualTo(200);
    assertInTime(silent.join());
  }

  @Test
  void aLiftedDeadlineHoldsForNobodyElse() {
    CompletableFuture<Answer> lifted = ask("/long");
    CompletableFuture<Answer> silent = ask("/silent");

    assertInTime(silent.join());
    assertThat(lifted.join().status()).isEqualTo(200);
  }

  /** The clock of the request starts a little later than ours, so no answer may come earlier. */
  private void assertInTime(Answer answer) {
    assertThat(answer.status()).isEqualTo(EXCEEDED);
    assertThat(answer.took()).isGreaterThanOrEqualTo(DEADLINE);
    assertThat(overdue).hasValue(0);
  }

  private CompletableFuture<Answer> ask(String path) {
    URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + path);
    long asked = System.nanoTime();
    return client
        .sendAsync(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.discarding())
        .thenApply(
            answer -> new Answer(answer.statusCode(), Duration.ofNanos(System.nanoTime() - asked)));
  }
}
