package dev.acsgateway.http.compatibility;

import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.http.JsonFields;
import dev.acsgateway.http.QueryParameter;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/**
 * Scopes as the heroes name them: {@code ?scope=chat,voip}, or likewise in a body. As with their
 * servers, none and an empty one are the same.
 */
public final class SampleScopes {
  /** The parameter, or the field. */
  public static final String SCOPE = "scope";

  private static final String SCOPES = "scopes";

  private SampleScopes() {}

  /** Returns the scopes that a request names; empty when it leaves them to the gateway. */
  static Optional<List<String>> read(RoutingContext context) {
    Optional<List<String>> fromQuery =
        QueryParameter.read(context, SCOPE).flatMap(SampleScopes::split);
    if (fromQuery.isPresent() || !context.request().method().equals(HttpMethod.POST)) {
      return fromQuery;
    }
    JsonFields body = JsonFields.readSome(context);
    Optional<List<String>> list = body.texts(SCOPES).filter(names -> !names.isEmpty());
    Optional<List<String>> joined = body.text(SCOPE).flatMap(SampleScopes::split);
    if (list.isPresent() && joined.isPresent()) {
      throw new InvalidRequest(SCOPE, "Say either scope or scopes.");
    }
    return list.or(() -> joined);
  }

  private static Optional<List<String>> split(String names) {
    return names.isBlank() ? Optional.empty() : Optional.of(List.of(names.split(",", -1)));
  }
}
