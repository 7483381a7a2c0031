package dev.acsgateway.telemetry;

import io.opentelemetry.context.propagation.TextMapGetter;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** Lets OpenTelemetry read the headers of a request. */
enum RequestHeaders implements TextMapGetter<MultiMap> {
  GETTER;

  @Override
  public Iterable<String> keys(MultiMap headers) {
    return headers.names();
  }

  @Override
  public @Nullable String get(@Nullable MultiMap headers, String name) {
    return headers == null ? null : headers.get(name);
  }
}
