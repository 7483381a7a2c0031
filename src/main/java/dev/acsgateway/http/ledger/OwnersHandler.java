package dev.acsgateway.http.ledger;

import dev.acsgateway.authentication.Caller;
import dev.acsgateway.failure.IdentityNotFound;
import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.http.AuthenticationHandler;
import dev.acsgateway.http.JsonAnswer;
import dev.acsgateway.http.PathSegment;
import dev.acsgateway.http.UserJson;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserRecord;
import dev.acsgateway.ledger.IdentityOwners;
import dev.acsgateway.ledger.LedgerArchive;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Says whose an identity is. A caller who is confined to some users sees those alone. */
public record OwnersHandler(LedgerArchive archive) implements Handler<RoutingContext> {
  private static final String IDENTITY = "identity";
  private static final int LONGEST = 256;

  @Override
  public void handle(RoutingContext context) {
    Caller caller = AuthenticationHandler.caller(context);
    JsonAnswer.when(
        archive.owners(identity(context)).map(owners -> visible(owners, caller)),
        context,
        owners -> JsonAnswer.send(context, 200, json(owners)));
  }

  private static Identity identity(RoutingContext context) {
    String id = decoded(context);
    if (id.isBlank() || id.length() > LONGEST || id.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidRequest(
          IDENTITY,
          "The identity must have 1 to 256 characters, none of them a control character.");
    }
    return new Identity(id);
  }

  private static String decoded(RoutingContext context) {
    try {
      return PathSegment.last(context);
    } catch (InvalidRequest malformed) {
      throw new InvalidRequest(IDENTITY, "The identity is not percent-encoded UTF-8.");
    }
  }

  private static IdentityOwners visible(IdentityOwners owners, Caller caller) {
    boolean seesAll = caller.coversAllUsers();
    List<UserRecord> users =
        owners.users().stream().filter(user -> seesAll || caller.covers(user.user())).toList();
    boolean orphan = seesAll && owners.orphan();
    if (users.isEmpty() && !orphan) {
      throw new IdentityNotFound();
    }
    return new IdentityOwners(owners.identity(), users, orphan);
  }

  private static JsonObject json(IdentityOwners owners) {
    return new JsonObject()
        .put(IDENTITY, owners.identity().id())
        .put("users", new JsonArray(owners.users().stream().map(UserJson::of).toList()))
        .put("orphan", owners.orphan());
  }
}
