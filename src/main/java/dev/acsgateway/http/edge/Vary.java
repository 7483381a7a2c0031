package dev.acsgateway.http.edge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** Says which request headers an answer depends on, in one header {@code Vary}. */
public final class Vary {
  private Vary() {}

  /** Adds a request header that has not been added yet. */
  public static void add(HttpServerResponse response, CharSequence header) {
    @Nullable String others = response.headers().get(HttpHeaders.VARY);
    response.putHeader(HttpHeaders.VARY, others == null ? header : others + ", " + header);
  }
}
