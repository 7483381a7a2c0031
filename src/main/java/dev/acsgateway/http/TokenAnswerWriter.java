package dev.acsgateway.http;

import dev.acsgateway.token.TokenAnswer;
import dev.acsgateway.token.TokenKey;
import dev.acsgateway.token.TokenService;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;

/** Obtains a token and answers with it. */
final class TokenAnswerWriter {
  private final TokenService tokens;
  private final TokenAnswerEncoder encoder;
  private final InstantSource clock;

  TokenAnswerWriter(TokenService tokens, TokenAnswerEncoder encoder, InstantSource clock) {
    this.tokens = tokens;
    this.encoder = encoder;
    this.clock = clock;
  }

  void answer(RoutingContext context, TokenKey key) {
    JsonAnswer.when(tokens.token(key), context, answer -> send(context, answer));
  }

  private void send(RoutingContext context, TokenAnswer answer) {
    context
        .response()
        .putHeader(
            CacheStatus.HEADER,
            CacheStatus.of(answer.source(), answer.entry().remaining(clock.instant())));
    JsonAnswer.send(context.response(), answer.body(encoder::encode));
  }
}
