package dev.acsgateway.http;

import dev.acsgateway.authentication.Caller;
import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.failure.PermissionDenied;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.token.TokenKey;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** One token of those that a batch asks for. */
record BatchItem(JsonObject json) {
  private static final String USER = "userId";
  private static final Set<String> FIELDS = fields();

  private static Set<String> fields() {
    Set<String> fields = new HashSet<>(RequestedToken.FIELDS);
    fields.add(USER);
    return Set.copyOf(fields);
  }

  /** The user as the item names it, valid or not; empty when it names none. */
  Optional<String> userName() {
    return json.getValue(USER) instanceof String name ? Optional.of(name) : Optional.empty();
  }

  /**
   * The token that this item names.
   *
   * @throws InvalidRequest when there is none like it
   * @throws PermissionDenied when the caller may not have it
   */
  TokenKey read(RequestedToken token, Caller caller) {
    JsonFields fields = JsonFields.of(json, FIELDS);
    UserId user =
        fields
            .text(USER)
            .map(UserId::new)
            .orElseThrow(() -> new InvalidRequest(USER, "userId is missing."));
    return token.read(user, fields, caller);
  }
}
