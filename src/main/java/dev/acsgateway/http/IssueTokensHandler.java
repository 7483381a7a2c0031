package dev.acsgateway.http;

import dev.acsgateway.authentication.Caller;
import dev.acsgateway.failure.DeadlineExceeded;
import dev.acsgateway.failure.Failure;
import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.token.TokenAnswer;
import dev.acsgateway.token.TokenService;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tokens for many users at once. All are looked up before any answer is awaited, so that those in
 * the cache cost one round trip together. What goes wrong with one is told in its place and is none
 * of the others' affair; so is what takes too long.
 */
final class IssueTokensHandler implements Handler<RoutingContext> {
  private static final String REQUESTS = "requests";
  private static final int MOST = 100;

  private final RequestedToken token;
  private final TokenService tokens;
  private final RateLimits limits;
  private final Duration deadline;
  private final InstantSource clock;

  /**
   * @param limits count each item like a request of its own
   * @param deadline the whole request's
   */
  IssueTokensHandler(
      RequestedToken token,
      TokenService tokens,
      RateLimits limits,
      Duration deadline,
      InstantSource clock) {
    this.token = token;
    this.tokens = tokens;
    this.limits = limits;
    this.deadline = deadline;
    this.clock = clock;
  }

  @Override
  public void handle(RoutingContext context) {
    List<BatchItem> items = read(context);
    List<Future<TokenAnswer>> answers = new ArrayList<>(items.size());
    for (BatchItem item : items) {
      boolean isFirst = answers.isEmpty();
      answers.add(
          Future.succeededFuture(item)
              .compose(each -> isFirst ? issue(each, context) : issueIfMore(each, context)));
    }
    JsonAnswer.when(
        settled(answers, context),
        context,
        done -> JsonAnswer.send(context.request(), body(items, answers, context)));
  }

  private static List<BatchItem> read(RoutingContext context) {
    List<BatchItem> items =
        JsonFields.read(context, Set.of(REQUESTS)).objects(REQUESTS).stream()
            .map(BatchItem::new)
            .toList();
    if (items.isEmpty() || items.size() > MOST) {
      throw new InvalidRequest(
          REQUESTS, "requests has " + items.size() + " items; 1 to " + MOST + " are allowed.");
    }
    return items;
  }

  /** The request itself was counted before it got here, and stands for its first item. */
  private Future<TokenAnswer> issueIfMore(BatchItem item, RoutingContext context) {
    Optional<Failure> tooMany =
        limits.count(AuthenticationHandler.caller(context), context.response());
    return tooMany.isEmpty() ? issue(item, context) : Future.failedFuture(tooMany.get());
  }

  private Future<TokenAnswer> issue(BatchItem item, RoutingContext context) {
    Caller caller = AuthenticationHandler.caller(context);
    return tokens.token(item.read(token, caller));
  }

  /** Completes when all have, one way or another, or a little before the request's deadline. */
  private Future<Void> settled(List<Future<TokenAnswer>> answers, RoutingContext context) {
    Promise<Void> settled = Promise.promise();
    Future<?> all = Future.join(answers);
    if (all.isComplete()) {
      return Future.succeededFuture();
    }
    long patience = DeadlineHandler.left(deadline, context).toMillis() * 9 / 10;
    long timer = context.vertx().setTimer(Math.max(1, patience), passed -> settled.tryComplete());
    all.onComplete(
        done -> {
          context.vertx().cancelTimer(timer);
          settled.tryComplete();
        });
    return settled.future();
  }

  private Buffer body(
      List<BatchItem> items, List<Future<TokenAnswer>> answers, RoutingContext context) {
    BatchAnswer body = new BatchAnswer(clock.instant());
    String requestId = CommonHeaders.requestId(context.response());
    for (int i = 0; i < items.size(); i++) {
      Optional<String> user = items.get(i).userName();
      Future<TokenAnswer> answer = answers.get(i);
      if (answer.succeeded()) {
        body.add(user, answer.result());
      } else {
        Throwable cause = answer.isComplete() ? answer.cause() : new DeadlineExceeded();
        body.add(user, ProblemHandler.problem(cause, requestId), requestId);
      }
    }
    return body.end();
  }
}
