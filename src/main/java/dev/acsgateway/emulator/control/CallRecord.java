package dev.acsgateway.emulator.control;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call as the log keeps it; no credentials, no tokens.
 *
 * @param at when it was answered, by the emulator's clock
 * @param operation what was asked; {@code null} if the path is no operation
 * @param method the verb
 * @param target the raw request target
 * @param clientRequestId what the client called the request, if it did
 * @param traceparent the trace that it was said to be a part of, if any (W3C Trace Context)
 * @param status the answered status, 0 if there was no complete answer
 * @param outcome how it ended
 */
public record CallRecord(
    Instant at,
    @Nullable Operation operation,
    String method,
    String target,
    @Nullable String clientRequestId,
    @Nullable String traceparent,
    int status,
    Outcome outcome) {
  public CallRecord {
    Objects.requireNonNull(at);
    Objects.requireNonNull(method);
    Objects.requireNonNull(target);
    Objects.requireNonNull(outcome);
  }
}
