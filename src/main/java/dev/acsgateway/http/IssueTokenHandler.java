package dev.acsgateway.http;

import dev.acsgateway.authentication.Caller;
import dev.acsgateway.identity.UserId;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** A token for the user that the path names. */
final class IssueTokenHandler implements Handler<RoutingContext> {
  private final RequestedToken token;
  private final TokenAnswerWriter writer;

  IssueTokenHandler(RequestedToken token, TokenAnswerWriter writer) {
    this.token = token;
    this.writer = writer;
  }

  @Override
  public void handle(RoutingContext context) {
    Caller caller = AuthenticationHandler.caller(context);
    UserId user = UserIdSegment.read(context);
    JsonFields body = JsonFields.read(context, RequestedToken.FIELDS);
    writer.answer(context, token.read(user, body, caller));
  }
}
