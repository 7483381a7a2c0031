package dev.acsgateway.emulator.authentication;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;

/**
 * A request as it was received.
 *
 * @param method the verb
 * @param target the raw request target: path and query, nothing decoded
 * @param headers all headers, {@code Host} exactly as received
 * @param body the whole body, empty if there was none
 */
public record SignedRequest(String method, String target, MultiMap headers, Buffer body) {
  public SignedRequest {
    Objects.requireNonNull(method);
    Objects.requireNonNull(target);
    Objects.requireNonNull(headers);
    Objects.requireNonNull(body);
  }
}
