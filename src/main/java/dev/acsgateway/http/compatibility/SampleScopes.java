package dev.acsgateway.http.compatibility;

import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.http.JsonFields;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Scopes as the heroes name them: {@code ?scope=chat,voip}, or likewise in a body. */
final class SampleScopes {
  private static final String SCOPE = "scope";
  private static final String SCOPES = "scopes";
  private static final Set<String> FIELDS = Set.of(SCOPE, SCOPES);

  private SampleScopes() {}

  static Optional<List<String>> read(RoutingContext context) {
    Optional<List<String>> fromQuery =
        Optional.ofNullable(context.request().getParam(SCOPE)).map(SampleScopes::split);
    if (fromQuery.isPresent() || !context.request().method().equals(HttpMethod.POST)) {
      return fromQuery;
    }
    JsonFields body = JsonFields.read(context, FIELDS);
    Optional<List<String>> list = body.texts(SCOPES);
    Optional<List<String>> joined = body.text(SCOPE).map(SampleScopes::split);
    if (list.isPresent() && joined.isPresent()) {
      throw new InvalidRequest(SCOPE, "Say either scope or scopes.");
    }
    return list.or(() -> joined);
  }

  private static List<String> split(String names) {
    return List.of(names.split(",", -1));
  }
}
