package dev.acsgateway.http.compatibility;

import dev.acsgateway.failure.InvalidRequest;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The authentication hero's call for a Teams user, whose Entra token comes in a header. */
public record SampleTeamsTokenHandler(OwnTeamsToken own) implements Handler<RoutingContext> {
  /** The header that carries the Entra token. */
  public static final String TOKEN = "teams-user-aad-token";

  @Override
  public void handle(RoutingContext context) {
    @Nullable String token = context.request().getHeader(TOKEN);
    if (token == null || token.isBlank()) {
      throw new InvalidRequest(TOKEN, "The header " + TOKEN + " is missing.");
    }
    own.answer(context, TOKEN, token);
  }
}
