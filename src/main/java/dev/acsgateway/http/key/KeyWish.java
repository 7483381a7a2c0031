package dev.acsgateway.http.key;

import dev.acsgateway.authentication.ApiKeyService;
import dev.acsgateway.authentication.Caller;
import dev.acsgateway.authentication.Grant;
import dev.acsgateway.authentication.Permission;
import dev.acsgateway.authentication.RateLimit;
import dev.acsgateway.authentication.UserPattern;
import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.http.JsonFields;
import dev.acsgateway.identity.TokenScopes;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads which key somebody wants; what it does not say is as with the caller's own. */
final class KeyWish {
  private static final String DESCRIPTION = "description";
  private static final String PERMISSIONS = "permissions";
  private static final String SCOPES = "scopes";
  private static final String USERS = "users";
  private static final String RATE_LIMIT = "rateLimit";
  private static final String EXPIRES_AT = "expiresAt";
  private static final Set<String> FIELDS =
      Set.of(DESCRIPTION, PERMISSIONS, SCOPES, USERS, RATE_LIMIT, EXPIRES_AT);

  private KeyWish() {}

  static ApiKeyService.Wish read(RoutingContext context, Caller caller) {
    JsonFields body = JsonFields.read(context, FIELDS);
    Set<Permission> permissions = permissions(body.texts(PERMISSIONS).orElse(List.of()));
    Grant grant =
        new Grant(
            permissions,
            body.texts(SCOPES)
                .map(names -> Set.copyOf(TokenScopes.of(names).asSet()))
                .orElse(caller.grant().scopes()),
            parsed(body, USERS, "a user id, or the beginning of one and *", UserPattern::new)
                .orElse(caller.grant().users()),
            parsed(body, RATE_LIMIT, "written like 100/s, 600/m or 5000/h", RateLimit::parse)
                .or(caller.grant()::rateLimit));
    return new ApiKeyService.Wish(
        grant,
        parsed(body, EXPIRES_AT, "a time written like 2027-01-31T00:00:00Z", KeyWish::instant)
            .or(caller::expiresAt),
        body.text(DESCRIPTION).orElse(""));
  }

  private static Set<Permission> permissions(List<String> names) {
    try {
      return names.stream().map(Permission::of).collect(Collectors.toUnmodifiableSet());
    } catch (IllegalArgumentException e) {
      throw new InvalidRequest(PERMISSIONS, "There is no such permission among those named.");
    }
  }

  private static <T> Optional<T> parsed(
      JsonFields body, String name, String allowed, Function<String, T> parse) {
    try {
      return body.text(name).map(parse);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequest(name, name + " must be " + allowed + ".");
    }
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
