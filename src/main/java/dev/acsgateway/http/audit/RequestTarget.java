package dev.acsgateway.http.audit;

import dev.acsgateway.audit.AuditAction;
import dev.acsgateway.audit.AuditResult;
import dev.acsgateway.audit.AuditTarget;
import dev.acsgateway.authentication.Caller;
import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.http.AuthenticationHandler;
import dev.acsgateway.http.UserIdSegment;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * What a request was about: by its path, by where something is that it made, or else the user whom
 * the credential speaks for.
 */
final class RequestTarget {
  private RequestTarget() {}

  static Optional<AuditTarget> of(RoutingContext context, AuditAction action, AuditResult result) {
    if (context.pathParam("userId") != null) {
      return user(context);
    }
    String kind = action.noun();
    Optional<AuditTarget> thing =
        result == AuditResult.DONE
            ? named(context).or(() -> made(context)).map(id -> AuditTarget.known(kind, id))
            : named(context).map(name -> AuditTarget.claimed(kind, name));
    return thing.or(() -> self(context));
  }

  private static Optional<AuditTarget> user(RoutingContext context) {
    try {
      return Optional.of(AuditTarget.user(UserIdSegment.read(context)));
    } catch (InvalidRequest noUserId) {
      return Optional.empty();
    }
  }

  private static Optional<AuditTarget> self(RoutingContext context) {
    return AuthenticationHandler.known(context).flatMap(Caller::self).map(AuditTarget::user);
  }

  private static Optional<String> named(RoutingContext context) {
    return Optional.ofNullable(context.pathParam("id"));
  }

  private static Optional<String> made(RoutingContext context) {
    return Optional.ofNullable(context.response().headers().get(HttpHeaders.LOCATION))
        .map(location -> location.substring(location.lastIndexOf('/') + 1));
  }
}
