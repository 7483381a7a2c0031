package dev.acsgateway.http;

import dev.acsgateway.failure.DeadlineExceeded;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Writes a long answer in chunks, each once the one before has left: a client that reads slowly
 * costs the memory of one chunk, and other requests have their turn between two chunks. An answer
 * whose client takes too long for one chunk is broken off. To be used on the event loop of the
 * request.
 */
public final class StreamedContent {
  private static final int CHUNK_BYTES = 32 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final RoutingContext context;
  private final HttpServerResponse response;
  private final Context loop;
  private final Buffer content;
  private final Duration patience;

  private StreamedContent(RoutingContext context, Buffer content, Duration patience) {
    this.context = context;
    this.response = context.response();
    this.loop = context.vertx().getOrCreateContext();
    this.content = content;
    this.patience = patience;
  }

  /** Ends the answer with this content. It may take longer than the request's deadline. */
  public static void end(RoutingContext context, Buffer content) {
    end(context, content, PATIENCE);
  }

  /**
   * @param patience how long a client may take for one chunk
   */
  static void end(RoutingContext context, Buffer content, Duration patience) {
    if (Content.isLeftOut(context.request()) || content.length() == 0) {
      DownloadHandler.end(context);
      Content.end(context.request(), content);
      return;
    }
    DeadlineHandler.lift(context);
    context.response().putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(content.length()));
    new StreamedContent(context, content, patience).writeFrom(0);
  }

  private void writeFrom(int start) {
    if (response.closed()) {
      return;
    }
    if (start == content.length()) {
      DownloadHandler.end(context);
      response.end();
      return;
    }
    int end = Math.min(start + CHUNK_BYTES, content.length());
    response
        .write(content.slice(start, end))
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .onComplete(
            written -> loop.runOnContext(next -> writeFrom(end)),
            tooSlowOrGone -> context.fail(new DeadlineExceeded()));
  }
}
