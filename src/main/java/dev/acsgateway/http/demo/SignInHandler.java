package dev.acsgateway.http.demo;

import dev.acsgateway.config.Secret;
import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.http.JsonAnswer;
import dev.acsgateway.http.JsonFields;
import dev.acsgateway.identity.UserId;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Signs somebody in without asking for anything: stands in for an identity provider's page.
 *
 * @param users who can be signed in, by name
 * @param signIn makes a JWT for one of them
 */
record SignInHandler(Map<String, UserId> users, Function<UserId, Secret> signIn)
    implements Handler<RoutingContext> {
  private static final String USER = "user";

  @Override
  public void handle(RoutingContext context) {
    String name = JsonFields.read(context, Set.of(USER)).requiredText(USER);
    UserId user =
        Optional.ofNullable(users.get(name))
            .orElseThrow(() -> new InvalidRequest(USER, "There is no such user in the demo."));
    JsonAnswer.send(context, 200, JsonObject.of("user", name, "jwt", signIn.apply(user).value()));
  }
}
