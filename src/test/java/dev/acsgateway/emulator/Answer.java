package dev.acsgateway.emulator;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** What a raw client got. */
record Answer(int status, MultiMap headers, Buffer body) {
  JsonObject json() {
    return body.toJsonObject();
  }

  String code() {
    return json().getJsonObject("error").getString("code");
  }

  String message() {
    return json().getJsonObject("error").getString("message");
  }

  String target() {
    return json().getJsonObject("error").getString("target", "");
  }

  String header(String name) {
    String value = headers.get(name);
    return value == null ? "" : value;
  }
}
