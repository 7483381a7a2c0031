package dev.acsgateway.acs;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What ACS says about an error: {@code {"error":{"code","message","target"?}}}. Texts are cut and
 * freed of control characters, since they end up in logs and answers.
 *
 * @param code for example {@code ValidationError}, or empty
 * @param message a sentence, or empty
 * @param target the field that the error is about, or empty
 */
record ErrorBody(String code, String message, String target) {
  /** A body that says nothing. */
  static final ErrorBody NONE = new ErrorBody("", "", "");

  private static final int MAX_LENGTH = 300;

  /** Reads a body; anything but ACS's own form is {@link #NONE}. */
  static ErrorBody parse(String body) {
    try {
      return new JsonObject(body).getValue("error") instanceof JsonObject error
          ? new ErrorBody(text(error, "code"), text(error, "message"), text(error, "target"))
          : NONE;
    } catch (DecodeException e) {
      return NONE;
    }
  }

  private static String text(JsonObject error, String key) {
    @Nullable Object value = error.getValue(key);
    if (!(value instanceof String text)) {
      return "";
    }
    String clean = text.replaceAll("\\p{Cntrl}", " ").strip();
    return clean.length() > MAX_LENGTH ? clean.substring(0, MAX_LENGTH) : clean;
  }
}
