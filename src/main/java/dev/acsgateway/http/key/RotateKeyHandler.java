package dev.acsgateway.http.key;

import dev.acsgateway.authentication.ApiKeyService;
import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.http.AuthenticationHandler;
import dev.acsgateway.http.JsonAnswer;
import dev.acsgateway.http.JsonFields;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;

/** Gives an API key a new secret; the old one goes on counting for a while. */
public record RotateKeyHandler(ApiKeyService keys) implements Handler<RoutingContext> {
  private static final String GRACE = "graceSeconds";
  private static final Duration LONGEST_GRACE = Duration.ofDays(30);

  @Override
  public void handle(RoutingContext context) {
    JsonAnswer.when(
        keys.rotate(
            AuthenticationHandler.caller(context),
            String.valueOf(context.pathParam("id")),
            grace(JsonFields.read(context, Set.of(GRACE)))),
        context,
        issued -> JsonAnswer.send(context, 200, KeyJson.of(issued)));
  }

  private static Duration grace(JsonFields body) {
    int seconds = body.number(GRACE).orElse(0);
    if (seconds < 0 || seconds > LONGEST_GRACE.toSeconds()) {
      throw new InvalidRequest(
          GRACE, GRACE + " must be from 0 to " + LONGEST_GRACE.toSeconds() + ".");
    }
    return Duration.ofSeconds(seconds);
  }
}
