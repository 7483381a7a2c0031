package dev.acsgateway.emulator.rest;

import dev.acsgateway.emulator.control.Fault;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/** What a client gets to see of each fault. */
final class FaultAnswers {
  private final ResponseWriter writer;

  FaultAnswers(ResponseWriter writer) {
    this.writer = writer;
  }

  /** Spoils a call; {@code answer} is what it would have got, if the fault lets it be done. */
  void spoil(Call call, Fault fault, ApiResponse answer) {
    switch (fault) {
      case Fault.Status status -> answer(call, status);
      case Fault.Reset reset -> call.request().connection().close();
      case Fault.LostAnswer lost -> call.request().connection().close();
      case Fault.TruncatedBody truncated -> {
        if (answer.json() == null) {
          call.request().connection().close();
        } else {
          writer.writeHalf(call, answer);
        }
      }
      case Fault.Hang hang -> call.request().pause();
    }
  }

  private void answer(Call call, Fault.Status status) {
    Map<String, String> headers =
        status.retryAfter() == null
            ? Map.of()
            : Map.of("Retry-After", Long.toString(status.retryAfter().toSeconds()));
    if (status.body() == null) {
      ApiFailure failure =
          ApiFailure.of(status.code(), "InjectedFault", "A fault was asked for.", headers);
      writer.write(call, failure.response());
    } else {
      HttpServerResponse response = call.request().response().setStatusCode(status.code());
      headers.forEach(response::putHeader);
      response.putHeader("Content-Type", "text/html").end(status.body());
    }
  }
}
