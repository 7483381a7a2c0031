package dev.acsgateway.http;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.Optional;

/** An answer as a client sees it. */
record Answer(int status, HttpHeaders headers, String body) {

  JsonObject json() {
    return new JsonObject(body);
  }

  Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  String mediaType() {
    return header("content-type").orElse("").split(";", -1)[0];
  }

  /** The last part of the problem's type. */
  String problem() {
    String type = json().getString("type", "");
    return type.substring(type.lastIndexOf('/') + 1);
  }

  Map<String, Object> fields() {
    return json().getMap();
  }
}
