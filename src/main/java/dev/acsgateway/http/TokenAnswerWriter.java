package dev.acsgateway.http;

import dev.acsgateway.token.TokenAnswer;
import dev.acsgateway.token.TokenKey;
import dev.acsgateway.token.TokenService;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/** Obtains a token and answers with it. */
public final class TokenAnswerWriter {
  private final TokenService tokens;
  private final InstantSource clock;

  TokenAnswerWriter(TokenService tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Answers as the API does. */
  public void answer(RoutingContext context, TokenKey key) {
    JsonAnswer.when(tokens.token(key), context, answer -> send(context, answer));
  }

  /**
   * Answers in another shape.
   *
   * @param shape makes it of what the API would answer
   */
  public void answer(RoutingContext context, TokenKey key, UnaryOperator<JsonObject> shape) {
    JsonAnswer.when(
        tokens.token(key),
        context,
        answer -> {
          describe(context, answer);
          JsonAnswer.send(context, 200, shape.apply(new JsonObject(answer.body())));
        });
  }

  private void send(RoutingContext context, TokenAnswer answer) {
    describe(context, answer);
    JsonAnswer.send(context.response(), answer.body());
  }

  private void describe(RoutingContext context, TokenAnswer answer) {
    context
        .response()
        .putHeader(
            CacheStatus.HEADER, CacheStatus.of(answer.source(), answer.remaining(clock.instant())));
  }
}
