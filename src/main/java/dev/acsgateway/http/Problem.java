package dev.acsgateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * A problem as RFC 9457 describes one.
 *
 * @param type its kind
 * @param detail what went wrong this time, in words fit for the client
 * @param field the offending field, header or parameter
 * @param retryAfter when a repeat is worth it
 */
record Problem(
    ProblemType type, String detail, Optional<String> field, Optional<Duration> retryAfter) {

  static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, Optional.empty(), Optional.empty());
  }

  static Problem ofField(ProblemType type, String field, String detail) {
    return new Problem(type, detail, Optional.of(field), Optional.empty());
  }

  static Problem ofDelay(ProblemType type, String detail, Duration retryAfter) {
    return new Problem(type, detail, Optional.empty(), Optional.of(retryAfter));
  }

  /** Whole seconds to wait, rounded up and at least one: what {@code Retry-After} can say. */
  Optional<Long> retryAfterSeconds() {
    return retryAfter.map(wait -> Math.max(1, (wait.toMillis() + 999) / 1000));
  }

  /** The problem as JSON in UTF-8, with a question mark for what a client sent and UTF-8 lacks. */
  Buffer toBody(String requestId) {
    return Buffer.buffer(toJson(requestId).encode());
  }

  private JsonObject toJson(String requestId) {
    JsonObject json =
        new JsonObject()
            .put("type", type.uri())
            .put("title", type.title())
            .put("status", type.status())
            .put("detail", detail)
            .put("requestId", requestId);
    field.ifPresent(name -> json.put("field", name));
    retryAfterSeconds().ifPresent(seconds -> json.put("retryAfter", seconds));
    return json;
  }
}
