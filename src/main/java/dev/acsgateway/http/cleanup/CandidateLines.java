package dev.acsgateway.http.cleanup;

import dev.acsgateway.authentication.Caller;
import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.CleanupUpload;
import dev.acsgateway.failure.Failure;
import dev.acsgateway.failure.InvalidRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;

/** The lines of one body on their way into an upload. Lives on one event loop. */
final class CandidateLines {
  private static final int CHUNK = 1_000;
  private static final int LONGEST_LINE = 4_096;

  private final HttpServerRequest request;
  private final Caller caller;
  private final CleanupUpload upload;
  private final Promise<Void> read = Promise.promise();
  private final List<Candidate> chunk = new ArrayList<>();
  private Buffer begun = Buffer.buffer();
  private int number;

  CandidateLines(HttpServerRequest request, Caller caller, CleanupUpload upload) {
    this.request = request;
    this.caller = caller;
    this.upload = upload;
  }

  /** Reads all of them; fails with the first thing that is wrong. The request must be paused. */
  Future<Void> read() {
    request
        .exceptionHandler(e -> fail(new InvalidRequest("body", "The body broke off.")))
        .endHandler(end -> end())
        .handler(this::accept);
    request.resume();
    return read.future();
  }

  private void accept(Buffer part) {
    int start = 0;
    for (int i = 0; i < part.length() && !read.future().isComplete(); i++) {
      if (part.getByte(i) == '\n') {
        line(begun.appendBuffer(part, start, i - start));
        begun = Buffer.buffer();
        start = i + 1;
      }
    }
    begun.appendBuffer(part, start, part.length() - start);
    if (begun.length() > LONGEST_LINE) {
      fail(tooLong(number + 1));
    }
    if (chunk.size() >= CHUNK) {
      request.pause();
      store().onSuccess(stored -> request.resume());
    }
  }

  private void end() {
    line(begun);
    store().onSuccess(stored -> read.tryComplete());
  }

  private void line(Buffer line) {
    number++;
    try {
      if (line.length() > LONGEST_LINE) {
        throw tooLong(number);
      }
      if (!line.toString().isBlank()) {
        chunk.add(CandidateJson.parse(line, "line " + number, caller));
      }
    } catch (Failure e) {
      fail(e);
    }
  }

  private static InvalidRequest tooLong(int line) {
    return new InvalidRequest("line " + line, "A line has " + LONGEST_LINE + " bytes at most.");
  }

  private Future<Void> store() {
    if (read.future().isComplete() || chunk.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Candidate> full = List.copyOf(chunk);
    chunk.clear();
    return upload.add(full).onFailure(this::fail);
  }

  private void fail(Throwable e) {
    read.tryFail(e);
  }
}
