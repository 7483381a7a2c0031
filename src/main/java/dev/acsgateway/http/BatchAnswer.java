package dev.acsgateway.http;

import dev.acsgateway.token.TokenAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * The body of a batch's answer, result by result. Token answers are put in as the bytes that are
 * kept of them, neither read nor encoded again.
 */
final class BatchAnswer {
  private final Instant now;
  private final Buffer body = Buffer.buffer("{\"results\":[");
  private boolean begun;

  BatchAnswer(Instant now) {
    this.now = now;
  }

  /** The next result is a token. */
  void add(Optional<String> user, TokenAnswer answer) {
    begin(user, 200)
        .appendString(",\"cacheStatus\":\"")
        .appendBytes(CacheStatus.of(answer.source(), answer.remaining(now)).array())
        .appendString("\",\"token\":")
        .appendBuffer(answer.body())
        .appendString("}");
  }

  /** The next result is a problem. */
  void add(Optional<String> user, Problem problem, String requestId) {
    begin(user, problem.type().status())
        .appendString(",\"problem\":")
        .appendBuffer(problem.toBody(requestId))
        .appendString("}");
  }

  private Buffer begin(Optional<String> user, int status) {
    body.appendString(begun ? ",{" : "{");
    begun = true;
    user.ifPresent(name -> body.appendString("\"userId\":" + Json.encode(name) + ","));
    return body.appendString("\"status\":" + status);
  }

  /** The whole body; nothing can be added any more. */
  Buffer end() {
    return body.appendString("]}");
  }
}
