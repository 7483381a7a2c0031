package dev.acsgateway.emulator.rest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer before it is written.
 *
 * @param status the HTTP status
 * @param json the body, {@code null} for none
 * @param headers headers beyond those that every answer has
 */
record ApiResponse(int status, @Nullable JsonObject json, Map<String, String> headers) {

  static ApiResponse of(int status, JsonObject json) {
    return new ApiResponse(status, json, Map.of());
  }

  static ApiResponse noContent() {
    return new ApiResponse(204, null, Map.of());
  }

  Buffer body() {
    return json == null ? Buffer.buffer() : json.toBuffer();
  }
}
