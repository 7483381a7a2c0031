package dev.acsgateway.http;

import dev.acsgateway.token.TokenAnswer;
import dev.acsgateway.token.TokenKey;
import dev.acsgateway.token.TokenService;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

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
    JsonAnswer.when(tokens.token(key), context, answer -> send(context.request(), answer));
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
          describe(context.response(), answer);
          JsonAnswer.send(context, 200, shape.apply(new JsonObject(answer.body())));
        });
  }

  /** Whether this node remembers anything. */
  boolean remembers() {
    return tokens.remembers();
  }

  /** What this node remembers, and may answer with; null where it must be looked for. */
  @Nullable TokenAnswer remembered(TokenKey key) {
    return tokens.remembered(key);
  }

  /** Answers with what is remembered. */
  void answerRemembered(HttpServerRequest request, TokenKey key, TokenAnswer answer) {
    tokens.served(key, answer);
    send(request, answer);
  }

  private void send(HttpServerRequest request, TokenAnswer answer) {
    describe(request.response(), answer);
    JsonAnswer.send(request, answer.body());
  }

  private void describe(HttpServerResponse response, TokenAnswer answer) {
    response.putHeader(
        CacheStatus.HEADER, CacheStatus.of(answer.source(), answer.remaining(clock.instant())));
  }
}
