package dev.acsgateway.emulator.admin;

import dev.acsgateway.emulator.state.EmulatorState;
import dev.acsgateway.emulator.state.StateLoad;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.core.parsetools.RecordParser;
import java.util.Iterator;

/** {@code state}: GET streams the whole state as JSON lines, PUT replaces it by such a stream. */
final class StateRoute {
  private static final int CHUNK = 64 * 1024;

  private final Vertx vertx;
  private final EmulatorState state;

  StateRoute(Vertx vertx, EmulatorState state) {
    this.vertx = vertx;
    this.state = state;
  }

  void handle(HttpServerRequest request) {
    switch (request.method().name()) {
      case "GET" -> {
        HttpServerResponse response = request.response();
        response.setChunked(true).putHeader("Content-Type", "application/x-ndjson");
        write(response, state.export().iterator());
      }
      case "PUT" -> read(request);
      default -> ControlRoutes.answer(request, 405, ControlRoutes.problem("GET or PUT"));
    }
  }

  /** One chunk at a time, the next once the client took it. */
  private static void write(HttpServerResponse response, Iterator<JsonObject> lines) {
    Buffer chunk = Buffer.buffer();
    while (lines.hasNext() && chunk.length() < CHUNK) {
      chunk.appendBuffer(lines.next().toBuffer()).appendString("\n");
    }
    response
        .write(chunk)
        .onSuccess(
            written -> {
              if (lines.hasNext()) {
                write(response, lines);
              } else {
                response.end();
              }
            });
  }

  private void read(HttpServerRequest request) {
    StateLoad load = state.load();
    IllegalArgumentException[] bad = new IllegalArgumentException[1];
    RecordParser parser =
        RecordParser.newDelimited(
            "\n",
            line -> {
              try {
                if (bad[0] == null && line.length() > 0) {
                  load.accept(line.toJsonObject());
                }
              } catch (RuntimeException e) {
                bad[0] = new IllegalArgumentException(e.toString(), e);
              }
            });
    request.handler(parser);
    request.endHandler(
        end ->
            (bad[0] == null ? finish(load) : Future.failedFuture(bad[0]))
                .onComplete(
                    done ->
                        ControlRoutes.answer(request, done.succeeded() ? 200 : 400, told(done))));
  }

  private static JsonObject told(AsyncResult<?> done) {
    return done.succeeded()
        ? new JsonObject().put("done", true)
        : ControlRoutes.problem(String.valueOf(done.cause()));
  }

  private Future<?> finish(StateLoad load) {
    return vertx.executeBlocking(
        () -> {
          load.finish();
          return true;
        });
  }
}
