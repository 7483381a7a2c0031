package dev.acsgateway.http;

import dev.acsgateway.failure.AcsRejected;
import dev.acsgateway.identity.TeamsUser;
import dev.acsgateway.identity.TokenScope;
import dev.acsgateway.token.TeamsAnswer;
import dev.acsgateway.token.TeamsTokenService;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** Obtains a Teams user's token and answers with it. */
public final class TeamsTokenWriter {
  /** What a Teams user's token may be good for is in the Entra token, and not asked for here. */
  private static final List<TokenScope> SCOPES = List.of(TokenScope.CHAT, TokenScope.VOIP);

  private final TeamsTokenService tokens;
  private final InstantSource clock;

  TeamsTokenWriter(TeamsTokenService tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * Answers as the API does.
   *
   * @param refusal says what ACS finds wrong in terms of the request, which was handed on as it
   *     came
   */
  public void answer(
      RoutingContext context, TeamsUser user, Function<AcsRejected, Throwable> refusal) {
    write(context, user, refusal, answer -> answer.body(TeamsAnswerEncoder::encode));
  }

  /** Answers in another shape. */
  public void answer(
      RoutingContext context,
      TeamsUser user,
      Function<AcsRejected, Throwable> refusal,
      Function<TeamsAnswer, JsonObject> shape) {
    write(context, user, refusal, answer -> shape.apply(answer).toBuffer());
  }

  private void write(
      RoutingContext context,
      TeamsUser user,
      Function<AcsRejected, Throwable> refusal,
      Function<TeamsAnswer, Buffer> body) {
    AuthenticationHandler.caller(context).requireScopes(SCOPES);
    JsonAnswer.when(
        tokens
            .token(user)
            .recover(
                e ->
                    Future.failedFuture(
                        e instanceof AcsRejected rejected ? refusal.apply(rejected) : e)),
        context,
        answer -> {
          Duration life = Duration.between(clock.instant(), answer.entry().token().expiresOn());
          context.response().putHeader(CacheStatus.HEADER, CacheStatus.of(answer.source(), life));
          JsonAnswer.send(context.request(), body.apply(answer));
        });
  }
}
