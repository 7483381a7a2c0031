package dev.acsgateway.emulator.rest;

import dev.acsgateway.emulator.control.CallRecord;
import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.emulator.control.Outcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that has arrived in full.
 *
 * @param request for its head and to answer to
 * @param body all of it
 * @param json the body as an object, empty if it is empty, {@code null} if it is something else
 * @param route where it leads, if anywhere
 * @param startedAt {@link System#nanoTime()} of its arrival
 */
record Call(
    HttpServerRequest request,
    Buffer body,
    @Nullable JsonObject json,
    Optional<Route> route,
    long startedAt) {

  static Call of(HttpServerRequest request, Buffer body, long startedAt) {
    Optional<Route> route = Route.of(request.method().name(), path(request));
    return new Call(request, body, json(body), route, startedAt);
  }

  /** The raw path, nothing decoded. */
  String path() {
    return path(request);
  }

  private static String path(HttpServerRequest request) {
    String target = request.uri();
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** What is asked for, as counters and quotas see it. */
  @Nullable Operation operation() {
    if (route.isEmpty()) {
      return null;
    }
    boolean withToken = json != null && CreateIdentity.wantsToken(json);
    Operation operation = route.get().method().operation();
    return operation == Operation.CREATE && withToken ? Operation.CREATE_WITH_TOKEN : operation;
  }

  CallRecord record(Instant now, int status, Outcome outcome) {
    return new CallRecord(
        now,
        operation(),
        request.method().name(),
        request.uri(),
        request.getHeader("x-ms-client-request-id"),
        request.getHeader("traceparent"),
        status,
        outcome);
  }

  private static @Nullable JsonObject json(Buffer body) {
    if (body.length() == 0) {
      return new JsonObject();
    }
    try {
      return body.toJsonObject();
    } catch (DecodeException | ClassCastException malformed) {
      return null;
    }
  }
}
