package dev.acsgateway.http.accesskey;

import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.http.JsonAnswer;
import dev.acsgateway.http.JsonFields;
import dev.acsgateway.identity.AccessKeyRotation;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;

/** Puts the other access key of ACS in use, on all nodes. */
public record RotateAccessKeyHandler(AccessKeyRotation rotation)
    implements Handler<RoutingContext> {
  private static final String GRACE = "graceSeconds";

  /** No token lives longer. */
  private static final Duration LONGEST_GRACE = Duration.ofDays(1);

  @Override
  public void handle(RoutingContext context) {
    JsonAnswer.when(
        rotation.rotate(grace(JsonFields.read(context, Set.of(GRACE)))),
        context,
        rotated -> JsonAnswer.send(context, 200, json(rotated)));
  }

  private static JsonObject json(AccessKeyRotation.Rotated rotated) {
    return new JsonObject()
        .put("current", rotated.current())
        .put("former", rotated.former())
        .put("dropFrom", rotated.dropFrom().toString());
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
