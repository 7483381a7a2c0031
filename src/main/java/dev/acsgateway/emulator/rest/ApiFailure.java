package dev.acsgateway.emulator.rest;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refusal, as the API words it. Expected, so without a stack trace. */
final class ApiFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String text;
  private final @Nullable String target;
  private final transient Map<String, String> headers;

  private ApiFailure(
      int status, String code, String text, @Nullable String target, Map<String, String> headers) {
    super(text, null, false, false);
    this.status = status;
    this.code = code;
    this.text = text;
    this.target = target;
    this.headers = headers;
  }

  static ApiFailure of(int status, String code, String text) {
    return new ApiFailure(status, code, text, null, Map.of());
  }

  static ApiFailure invalid(String text, String target) {
    return new ApiFailure(400, "ValidationError", text, target, Map.of());
  }

  /** [R] for Scopes and AppId; [?] the same wording for other fields. */
  static ApiFailure required(String field) {
    return invalid(field + ": The " + field + " field is required.", field);
  }

  static ApiFailure of(int status, String code, String text, Map<String, String> headers) {
    return new ApiFailure(status, code, text, null, headers);
  }

  /** {@code {"error":{"code","message","target"?}}} [R]. */
  ApiResponse response() {
    JsonObject error = new JsonObject().put("code", code).put("message", text);
    if (target != null) {
      error.put("target", target);
    }
    return new ApiResponse(status, new JsonObject().put("error", error), headers);
  }
}
