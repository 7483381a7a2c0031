package dev.acsgateway.http.cleanup;

import dev.acsgateway.cleanup.CleanupJob;
import dev.acsgateway.cleanup.CleanupService;
import dev.acsgateway.http.Content;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * One watcher of one job: an event {@code progress} with the job whenever it moved, looked for once
 * a second, and an event {@code end} when it is over. A comment keeps the connection alive.
 */
final class CleanupEventStream {
  private static final long INTERVAL_MILLIS = 1_000;
  private static final int ROUNDS_UNTIL_COMMENT = 10;

  private final CleanupService cleanups;
  private final RoutingContext context;
  private final HttpServerResponse response;
  private String last = "";
  private int quietRounds;
  private long timer;

  CleanupEventStream(CleanupService cleanups, RoutingContext context) {
    this.cleanups = cleanups;
    this.context = context;
    this.response = context.response();
  }

  void begin(CleanupJob job) {
    response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream");
    if (Content.isLeftOut(context.request())) {
      response.end();
      return;
    }
    response.setChunked(true);
    // A node that stops must not wait for its watchers; they come back to another one.
    context.request().connection().shutdownHandler(stopping -> end());
    response.closeHandler(gone -> context.vertx().cancelTimer(timer));
    show(job);
  }

  private void show(CleanupJob job) {
    if (response.ended() || response.closed()) {
      return;
    }
    String json = CleanupJson.of(job, cleanups).encode();
    if (job.state().isFinal()) {
      response.write("event: end\ndata: " + json + "\n\n");
      end();
      return;
    }
    if (!json.equals(last) && !response.writeQueueFull()) {
      response.write("event: progress\ndata: " + json + "\n\n");
      last = json;
      quietRounds = 0;
    } else {
      quiet();
    }
    lookAgain(job.id());
  }

  private void quiet() {
    quietRounds++;
    if (quietRounds % ROUNDS_UNTIL_COMMENT == 0) {
      response.write(": still here\n\n");
    }
  }

  private void lookAgain(String id) {
    timer =
        context
            .vertx()
            .setTimer(
                INTERVAL_MILLIS,
                fired ->
                    cleanups
                        .find(id)
                        .onSuccess(this::show)
                        .onFailure(
                            e -> {
                              if (!response.ended() && !response.closed()) {
                                quiet();
                                lookAgain(id);
                              }
                            }));
  }

  private void end() {
    context.vertx().cancelTimer(timer);
    if (!response.ended() && !response.closed()) {
      response.end();
    }
  }
}
