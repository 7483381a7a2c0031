package dev.acsgateway.emulator.rest;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Reads a request's body, but no more than {@link #LIMIT} of it. */
final class BodyReader {
  /** [?] Bytes; far more than any request of this API needs. */
  static final int LIMIT = 64 * 1024;

  private BodyReader() {}

  /** The body; fails with an {@link ApiFailure} once it is read to its end if it is too long. */
  static Future<Buffer> read(HttpServerRequest request) {
    Promise<Buffer> promise = Promise.promise();
    Buffer body = Buffer.buffer();
    long[] length = new long[1];
    request.handler(
        chunk -> {
          length[0] += chunk.length();
          if (length[0] <= LIMIT) {
            body.appendBuffer(chunk);
          }
        });
    request.exceptionHandler(promise::tryFail);
    request.endHandler(
        end -> {
          if (length[0] > LIMIT) {
            promise.tryFail(Failures.bodyTooLarge());
          } else {
            promise.tryComplete(body);
          }
        });
    return promise.future();
  }
}
