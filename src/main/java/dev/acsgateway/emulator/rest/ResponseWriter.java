package dev.acsgateway.emulator.rest;

import dev.acsgateway.emulator.token.SeededBytes;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Writes answers with the headers that ACS sends on every one [R]. */
final class ResponseWriter {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private final SeededBytes seed;
  private final AtomicLong vectors = new AtomicLong();

  ResponseWriter(InstantSource clock, SeededBytes seed) {
    this.clock = clock;
    this.seed = seed;
  }

  /** Answers in full. */
  Future<Void> write(Call call, ApiResponse answer) {
    Buffer body = answer.body();
    HttpServerResponse response = head(call, answer);
    return body.length() == 0 ? response.end() : response.end(body);
  }

  /** Promises the whole body, sends its first half and closes the connection. */
  Future<Void> writeHalf(Call call, ApiResponse answer) {
    Buffer body = answer.body();
    HttpServerResponse response = head(call, answer);
    response.putHeader("Content-Length", Integer.toString(body.length()));
    return response
        .write(body.getBuffer(0, body.length() / 2))
        .eventually(() -> call.request().connection().close());
  }

  private HttpServerResponse head(Call call, ApiResponse answer) {
    HttpServerResponse response = call.request().response().setStatusCode(answer.status());
    if (answer.json() != null) {
      response.putHeader("Content-Type", "application/json");
    }
    String clientRequestId = call.request().getHeader("x-ms-client-request-id");
    if (clientRequestId != null) {
      response.putHeader("x-ms-client-request-id", clientRequestId);
    }
    long nanos = System.nanoTime() - call.startedAt();
    response
        .putHeader("Request-Context", "appId=")
        .putHeader("MS-CV", correlationVector())
        .putHeader("Strict-Transport-Security", "max-age=2592000")
        .putHeader("api-supported-versions", ApiVersion.ALL)
        .putHeader("X-Processing-Time", TimeUnit.NANOSECONDS.toMillis(nanos) + "ms")
        .putHeader("Date", DATE.format(clock.instant()));
    answer.headers().forEach(response::putHeader);
    return response;
  }

  /** Sixteen bytes of Base64 and the first extension, as recorded: {@code W6/fys8TZkC…lQ.0}. */
  private String correlationVector() {
    byte[] bytes = Arrays.copyOf(seed.block("MS-CV", vectors.getAndIncrement()), 16);
    return Base64.getEncoder().withoutPadding().encodeToString(bytes) + ".0";
  }
}
