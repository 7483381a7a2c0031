package dev.acsgateway.http;

import dev.acsgateway.token.TokenAnswer;
import dev.acsgateway.token.TokenKey;
import dev.acsgateway.token.TokenService;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.function.Function;

/** Obtains a token and answers with it. */
public final class TokenAnswerWriter {
  private static final CharSequence CACHE_STATUS = HttpHeaders.createOptimized("Cache-Status");

  private final TokenService tokens;
  private final TokenAnswerEncoder encoder;
  private final InstantSource clock;

  TokenAnswerWriter(TokenService tokens, TokenAnswerEncoder encoder, InstantSource clock) {
    this.tokens = tokens;
    this.encoder = encoder;
    this.clock = clock;
  }

  /** Answers as the API does. */
  public void answer(RoutingContext context, TokenKey key) {
    JsonAnswer.when(tokens.token(key), context, answer -> send(context, answer));
  }

  /** Answers in another shape. */
  public void answer(
      RoutingContext context, TokenKey key, Function<TokenAnswer, JsonObject> shape) {
    JsonAnswer.when(
        tokens.token(key),
        context,
        answer -> {
          context.response().putHeader(CACHE_STATUS, CacheStatus.of(answer, clock.instant()));
          JsonAnswer.send(context, 200, shape.apply(answer));
        });
  }

  private void send(RoutingContext context, TokenAnswer answer) {
    context.response().putHeader(CACHE_STATUS, CacheStatus.of(answer, clock.instant()));
    JsonAnswer.send(context.response(), answer.body(encoder::encode));
  }
}
