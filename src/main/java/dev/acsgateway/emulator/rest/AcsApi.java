package dev.acsgateway.emulator.rest;

import dev.acsgateway.emulator.authentication.RequestAuthenticator;
import dev.acsgateway.emulator.control.EmulatorControls;
import dev.acsgateway.emulator.control.Fault;
import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.emulator.control.Outcome;
import dev.acsgateway.emulator.token.SeededBytes;
import dev.acsgateway.emulator.token.TokenCodec;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ACS identity REST API as a request handler, latencies, faults and counters included. Holds no
 * state of its own, so several servers may share one.
 */
public final class AcsApi implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(AcsApi.class);

  private final Vertx vertx;
  private final EmulatorControls controls;
  private final ApiMethods methods;
  private final ResponseWriter writer;
  private final FaultAnswers faults;

  public AcsApi(
      Vertx vertx,
      RequestAuthenticator authenticator,
      EmulatorControls controls,
      TokenCodec codec,
      SeededBytes seed) {
    this.vertx = vertx;
    this.controls = controls;
    this.methods = new ApiMethods(authenticator, controls, codec);
    this.writer = new ResponseWriter(controls.clock(), seed);
    this.faults = new FaultAnswers(writer);
  }

  @Override
  public void handle(HttpServerRequest request) {
    long startedAt = System.nanoTime();
    BodyReader.read(request)
        .onSuccess(body -> delay(Call.of(request, body, startedAt)))
        .onFailure(
            failure -> {
              if (failure instanceof ApiFailure refusal) {
                Call call = Call.of(request, Buffer.buffer(), startedAt);
                answer(call, refusal.response());
              } else {
                LOG.debug("a client went away while sending: {}", failure.getMessage());
              }
            });
  }

  private void delay(Call call) {
    Operation operation = call.operation();
    Duration delay = operation == null ? Duration.ZERO : controls.latency().draw(operation);
    if (delay.isPositive()) {
      vertx.setTimer(Math.max(1, delay.toMillis()), timer -> serve(call));
    } else {
      serve(call);
    }
  }

  private void serve(Call call) {
    Operation operation = call.operation();
    Optional<Fault> fault =
        operation == null ? Optional.empty() : controls.faults().draw(operation);
    if (fault.isEmpty()) {
      answer(call, evaluate(call));
      return;
    }
    int status = fault.get() instanceof Fault.Status spoiled ? spoiled.code() : 0;
    if (fault.get() instanceof Fault.LostAnswer || fault.get() instanceof Fault.TruncatedBody) {
      ApiResponse lost = evaluate(call);
      count(call, status, Outcome.FAULT);
      faults.spoil(call, fault.get(), lost);
    } else {
      count(call, status, Outcome.FAULT);
      faults.spoil(call, fault.get(), ApiResponse.noContent());
    }
  }

  private void answer(Call call, ApiResponse answer) {
    count(
        call,
        answer.status(),
        switch (answer.status()) {
          case 401 -> Outcome.DENIED;
          case 429 -> Outcome.THROTTLED;
          default -> answer.status() < 400 ? Outcome.DONE : Outcome.INVALID;
        });
    writer
        .write(call, answer)
        .onFailure(e -> LOG.debug("a client went away before its answer: {}", e.getMessage()));
  }

  private void count(Call call, int status, Outcome outcome) {
    controls.calls().add(call.record(controls.clock().instant(), status, outcome));
  }

  /** The one place where a failure becomes an answer. */
  private ApiResponse evaluate(Call call) {
    try {
      return methods.handle(call);
    } catch (ApiFailure refusal) {
      return refusal.response();
    } catch (RuntimeException bug) {
      LOG.error("{} failed", call.request().method(), bug);
      return ApiFailure.of(500, "InternalServerError", "The emulator failed.").response();
    }
  }
}
